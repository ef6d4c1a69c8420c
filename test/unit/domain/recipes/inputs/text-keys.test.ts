import { describe, expect, it } from "vitest";
import { countRepeated, holdsKey, KeyList, keyOfText } from "../../../../../server/domain/recipes/inputs/text-keys";

function listOf(texts: string[]): KeyList {
  const list = new KeyList();
  for (const text of texts) list.add(keyOfText(text));
  return list;
}

describe("keys of texts", () => {
  const texts = Array.from({ length: 3_000 }, (_, index) => `text ${index % 2_000}`);

  it("keep their order and their number as the list grows", () => {
    const keys = listOf(texts).inOrder();
    expect(keys).toHaveLength(3_000);
    expect([keys[0], keys[2_999]]).toEqual([keyOfText("text 0"), keyOfText("text 999")]);
  });

  it("are found among the different ones, and nothing else is", () => {
    const distinct = listOf(texts).distinct();
    expect(distinct).toHaveLength(2_000);
    expect(texts.every((text) => holdsKey(distinct, keyOfText(text)))).toBe(true);
    expect(["text 2000", ""].some((text) => holdsKey(distinct, keyOfText(text)))).toBe(false);
    expect(holdsKey(new BigUint64Array(), 0n)).toBe(false);
  });

  it("are counted as repeated across lists", () => {
    const lists = [["a", "b", "a"], ["b"], [], ["c"]].map((list) => listOf(list).inOrder());
    expect(countRepeated(lists)).toBe(2);
    expect(countRepeated([])).toBe(0);
  });
});
