import { describe, expect, it } from "vitest";
import {
  keysOf,
  readChoice,
  toggleColumn,
  usualColumns,
} from "../../../../components/experiments/columns/column-choice";
import { filterOf, pagesOf } from "../../../../components/experiments/list/list-query";
import type { ListState } from "../../../../components/experiments/use-list-state";

describe("the columns of the list", () => {
  it.each([
    ["nothing", null],
    ["half a text", '["name"'],
    ["another value", '{"a":1}'],
  ])("are the usual ones where %s is stored", (_what, stored) => {
    expect(readChoice(stored)).toEqual(usualColumns);
  });

  it("keep their order, the name, and recipe keys before the last", () => {
    const columns = readChoice('["created","recipe:training.epochs","no such column","status"]');
    expect(columns).toEqual(["status", "name", "recipe:training.epochs", "created"]);
    expect(keysOf(columns)).toEqual(["training.epochs"]);
    expect(toggleColumn(columns, "status")).toEqual(["name", "recipe:training.epochs", "created"]);
    expect(toggleColumn(columns, "name")).toEqual(columns);
    expect(toggleColumn(columns, "loss")).toContain("loss");
  });
});

it("asks for the pages on screen only", () => {
  expect(pagesOf(0, 20)).toEqual([0]);
  expect(pagesOf(35, 45)).toEqual([0, 1]);
  expect(pagesOf(9_970, 9_999)).toEqual([249]);
});

it("takes days as those of the reader's time zone, the last one whole", () => {
  const state = { ...{ status: [], tag: [], sweep: [], knowledge: [], origin: [], q: " a " }, archived: false };
  const filter = filterOf({ ...state, from: "2026-01-31", to: "2026-01-31" } as unknown as ListState);
  expect(filter.search).toBe("a");
  expect(filter.createdFrom).toBe(new Date(2026, 0, 31).getTime());
  expect(filter.createdBefore).toBe(new Date(2026, 1, 1).getTime());
});
