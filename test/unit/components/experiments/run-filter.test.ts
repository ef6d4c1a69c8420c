import { describe, expect, it } from "vitest";
import { filterRuns, listSweeps, listTags } from "../../../../components/experiments/run-filter";

const trial = { index: 0, repeat: 0, seed: 42, values: {} };
const sweep = { id: "w1", name: "rates", trial, earlyStop: null };
const run = (number: number, name: string, status: "running" | "failed", tags: string[], ofSweep = false) => ({
  number,
  name,
  status,
  tags,
  teacher: "models/Big",
  student: "models/Small",
  notes: "",
  sweep: ofSweep ? sweep : null,
});
const runs = [run(1, "legal", "failed", ["law", "demo"]), run(2, "medical", "running", ["demo"], true)];
const nothing = { search: "", statuses: [], tags: [], sweeps: [] };
const numbers = (filter: Partial<Parameters<typeof filterRuns>[1]>) =>
  filterRuns(runs, { ...nothing, ...filter }).map(({ number }) => number);

describe("filterRuns", () => {
  it("leaves everything when nothing is asked for", () => expect(numbers({})).toEqual([1, 2]));
  it("needs every word, in any field", () => {
    expect(numbers({ search: "LEGAL small" })).toEqual([1]);
    expect(numbers({ search: "#2" })).toEqual([2]);
    expect(numbers({ search: "legal medical" })).toEqual([]);
  });
  it("needs one of the statuses and all of the tags", () => {
    expect(numbers({ statuses: ["running", "queued"] })).toEqual([2]);
    expect(numbers({ tags: ["demo", "law"] })).toEqual([1]);
  });
  it("needs one of the sweeps", () => {
    expect(numbers({ sweeps: ["w1", "w2"] })).toEqual([2]);
    expect(listSweeps([...runs, ...runs])).toEqual([{ id: "w1", name: "rates" }]);
  });
});

it("listTags puts the most used first", () => expect(listTags(runs)).toEqual(["demo", "law"]));
