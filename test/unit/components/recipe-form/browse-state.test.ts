import { describe, expect, it } from "vitest";
import { choiceOf, filterEntries, folderAbove, typedPath } from "../../../../components/recipe-form/files/browse-state";
import type { Folder, FolderEntry } from "../../../../server/contract/files";

const file: FolderEntry = {
  name: "Train.jsonl",
  path: "/home/data/Train.jsonl",
  reference: "data/Train.jsonl",
  isFolder: false,
  sizeBytes: 1,
  modifiedAtMs: 1,
  isData: true,
  model: null,
  refusal: null,
};
const folder: FolderEntry = { ...file, name: "legal", isFolder: true, isData: false };
const model: FolderEntry = { ...folder, model: { architecture: null, sizeBytes: 1, isComplete: true } };

describe("looking for a file or a model", () => {
  it.each([
    [file, "data", "take"],
    [file, "model", "none"],
    [folder, "data", "open"],
    [folder, "model", "open"],
    [model, "model", "take"],
    [model, "data", "open"],
    [{ ...file, refusal: "leads-out" as const }, "data", "none"],
  ] as const)("choosing %# does what it should", (entry, kind, expected) => {
    expect(choiceOf(entry, kind)).toBe(expected);
  });

  it("finds by any part of the name, and takes a whole path as one", () => {
    expect(filterEntries([file, folder], "TRAIN").map(({ name }) => name)).toEqual(["Train.jsonl"]);
    expect(filterEntries([file, folder], "")).toHaveLength(2);
    expect(typedPath(" /data ")).toBe("/data");
    expect(typedPath("data")).toBeNull();
  });

  it("goes up as far as the root and no further", () => {
    const crumbs = [
      { name: "home", path: "/home" },
      { name: "data", path: "/home/data" },
    ];
    const open: Folder = { path: "/home/data", reference: "data", crumbs, entries: [], leftOut: 0, model: null };
    expect(folderAbove(open)).toBe("/home");
    expect(folderAbove({ ...open, crumbs: crumbs.slice(0, 1) })).toBeNull();
    expect(folderAbove(null)).toBeNull();
  });
});
