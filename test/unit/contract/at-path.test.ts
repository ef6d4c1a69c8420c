import { describe, expect, it } from "vitest";
import { setAt, valueAt } from "../../../server/contract/at-path";

const root = { name: "a", list: [{ rank: 1 }, { rank: 2 }], deep: { empty: null, inner: { key: 1, other: 2 } } };

describe("setAt", () => {
  it.each<[string, unknown, unknown]>([
    ["name", "b", { ...root, name: "b" }],
    ["list.1.rank", 3, { ...root, list: [{ rank: 1 }, { rank: 3 }] }],
    ["list.2", { rank: 3 }, { ...root, list: [...root.list, { rank: 3 }] }],
    ["list.0", null, { ...root, list: [{ rank: 2 }] }],
    ["deep.inner.key", null, { ...root, deep: { empty: null, inner: { other: 2 } } }],
    ["deep.inner", undefined, { ...root, deep: { empty: null } }],
    ["deep.empty.made", 1, { ...root, deep: { ...root.deep, empty: { made: 1 } } }],
    ["new.made", false, { ...root, new: { made: false } }],
  ])("puts %s to %j and leaves what was given alone", (path, value, tree) => {
    const before = structuredClone(root);
    expect(setAt(root, path, value)).toEqual({ isPlaced: true, tree });
    expect(root).toEqual(before);
  });

  it("leaves the keys in their order", () => {
    const placed = setAt(root, "name", "b");
    expect(placed.isPlaced && Object.keys(placed.tree as object)).toEqual(Object.keys(root));
  });

  it.each([
    "name.first",
    "list.3",
    "list.2.rank",
    "list.-1",
    "list.first",
    "list.",
    "",
    "deep..key",
    "__proto__.polluted",
    "deep.__proto__.polluted",
    "constructor.prototype.polluted",
  ])("finds no place at %j", (path) => {
    expect(setAt(root, path, true)).toEqual({ isPlaced: false });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("valueAt", () => {
  it("is what setAt has put there", () => {
    const placed = setAt(root, "list.0.adapters.name", "x");
    expect(placed.isPlaced && valueAt(placed.tree, "list.0.adapters.name")).toBe("x");
    expect(valueAt(root, "list.0.adapters.name")).toBeUndefined();
  });
});
