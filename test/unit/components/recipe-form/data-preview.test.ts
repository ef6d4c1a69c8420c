import { describe, expect, it } from "vitest";
import { columnsNow, withColumn } from "../../../../components/recipe-form/data/column-logic";
import { isAsked, previewRow, rowsToLeaveOut, shownOf } from "../../../../components/recipe-form/data/preview-logic";
import type { DataLook } from "../../../../server/contract/data-look";
import { message } from "../../../../server/contract/message";

const look: DataLook = {
  format: "query-response",
  container: "csv",
  encoding: "utf-8",
  compression: null,
  sizeBytes: 10,
  rows: 10,
  goodRows: 8,
  columns: ["q", "a", "extra"].map((name) => ({ name, filled: 8, example: "x" })),
  mapping: { prompt: "q", answer: "a" },
  sample: [],
  problems: [{ message: message("files.no-rows"), count: 2, firstLines: [1, 2], isFatal: false }],
  digest: null,
  isNormal: false,
};

describe("the rows of a file", () => {
  it("are turns with what is beside the answer, long ones cut", () => {
    const row = previewRow({
      messages: [
        { role: "user", content: "One?" },
        { role: "assistant", content: "1".repeat(1_300) },
      ],
      rejected_response: "2",
      teacher_prompt: "hint",
    });
    expect(row.kind === "messages" && row.turns.map(({ role, cutCharacters }) => [role, cutCharacters])).toEqual([
      ["teacher_prompt", 0],
      ["user", 0],
      ["assistant", 100],
      ["rejected", 0],
    ]);
    expect(isAsked(row)).toBe(false);
    expect(isAsked(previewRow({ messages: [{ role: "user", content: "One?" }] }))).toBe(true);
    expect(previewRow({ question: "One?", answers: ["1"] })).toMatchObject({ kind: "question", answers: ["1"] });
  });

  it("can be left out where others stay", () => {
    expect(rowsToLeaveOut(look)).toBe(2);
    expect(rowsToLeaveOut({ ...look, goodRows: 0 })).toBe(0);
    expect(rowsToLeaveOut({ ...look, problems: look.problems.map((each) => ({ ...each, isFatal: true })) })).toBe(0);
  });
});

describe("the columns of a file", () => {
  it("are those that were recognised until a person chooses some that the file has", () => {
    expect(columnsNow(look, {})).toEqual(look.mapping);
    expect(columnsNow(look, { prompt: "frage" })).toEqual(look.mapping);
    expect(columnsNow(look, { prompt: "extra" })).toEqual({ prompt: "extra" });
  });

  it("hold one thing each, and nothing is written once no role is left", () => {
    expect(withColumn(look.mapping, "system", "extra")).toEqual({ system: "extra", prompt: "q", answer: "a" });
    expect(withColumn(look.mapping, "answer", "q")).toEqual({ answer: "q" });
    expect(withColumn({ prompt: "q" }, "prompt", null)).toBeUndefined();
  });
});

describe("shownOf", () => {
  const columns = [{ name: "frage", filled: 3, example: "?" }];
  const before = { format: "unknown" as const, columns };
  const after = { format: "prompt-only" as const, columns };

  it("shows the columns where nothing tells what they hold, and keeps them once one of them has been named", () => {
    expect(shownOf(null, before)).toBe("columns");
    expect(shownOf("columns", after)).toBe("columns");
    expect(shownOf(null, after)).toBe("none");
  });

  it("folds what a person folds", () => {
    expect(shownOf("none", before)).toBe("none");
    expect(shownOf("rows", before)).toBe("rows");
  });
});
