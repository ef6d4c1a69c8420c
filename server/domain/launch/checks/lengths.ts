import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";

/** What rows of these lengths in tokens cannot be trained with: a limit below all of them, or one above what the student was made for. Pure. */
export function lengthProblems(
  { data: { maxLength } }: Recipe,
  lengths: readonly number[],
  maxPositions: number | null,
): Problem[] {
  if (lengths.length === 0) return [];
  const shortest = lengths.reduce((least, length) => Math.min(least, length), Number.POSITIVE_INFINITY);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const problem = { field: "data.maxLength", line: null };
  if (shortest > maxLength) {
    const length = roomFor(longest, maxPositions);
    return [
      {
        ...{ ...problem, code: "rows-beyond-length", severity: "error" },
        message: message("refusals.rows-beyond-length", { limit: String(maxLength), shortest: String(shortest) }),
        suggestion:
          length >= shortest
            ? message("refusals.rows-beyond-length-next", { length: String(length) })
            : message("refusals.rows-beyond-student-next", { positions: String(length) }),
        ...(length >= shortest && { changes: { "data.maxLength": length } }),
      },
    ];
  }
  if (maxPositions === null || maxLength <= maxPositions || longest <= maxPositions) return [];
  const share = lengths.filter((length) => length > maxPositions).length / lengths.length;
  const values = { limit: String(maxLength), positions: String(maxPositions), share: { share } };
  return [
    {
      ...{ ...problem, code: "length-beyond-positions", severity: "warning" },
      message: message("refusals.length-beyond-positions", values),
      suggestion: message("refusals.length-beyond-positions-next", { positions: values.positions }),
      changes: { "data.maxLength": maxPositions },
    },
  ];
}

/** The next power of two, as lengths are given; no more than the student takes. */
function roomFor(longest: number, maxPositions: number | null): number {
  // The template puts tokens around what was counted.
  const room = 2 ** Math.ceil(Math.log2(longest + 64));
  return Math.min(room, maxPositions ?? room);
}
