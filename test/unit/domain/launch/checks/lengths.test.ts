import { expect, it } from "vitest";
import { lengthProblems } from "../../../../../server/domain/launch/checks/lengths";
import { parsedRecipe } from "../../../../helpers/recipes";

const upTo = (maxLength: number) => parsedRecipe({ data: { train: ["train.jsonl"], maxLength } });
const codesOf = (maxLength: number, lengths: number[], positions: number | null) =>
  lengthProblems(upTo(maxLength), lengths, positions).map(({ severity, code }) => `${severity} ${code}`);

it.each<[string, number, number[], number | null, string[]]>([
  ["nothing of lengths that are not known", 8, [], 8, []],
  ["nothing where some row is short enough", 100, [90, 300], null, []],
  ["that all rows would be left out", 80, [90, 300], null, ["error rows-beyond-length"]],
  ["nothing of a limit that no row comes near", 100_000, [90, 300], 2048, []],
  ["of rows that are longer than the student takes", 100_000, [90, 3000], 2048, ["warning length-beyond-positions"]],
  ["nothing where the limit keeps to the student's own", 2048, [90, 3000], 2048, []],
])("tells %s", (_, maxLength, lengths, positions, codes) => {
  expect(codesOf(maxLength, lengths, positions)).toEqual(codes);
});

it("offers a limit that lets every row pass, or those that the student takes", () => {
  const changeOf = (lengths: number[], positions: number | null) =>
    lengthProblems(upTo(16), lengths, positions)[0]?.changes;
  expect(changeOf([90, 300], null)).toEqual({ "data.maxLength": 512 });
  expect(changeOf([90, 3000], 1024)).toEqual({ "data.maxLength": 1024 });
  expect(changeOf([2000, 3000], 1024)).toBeUndefined();
});
