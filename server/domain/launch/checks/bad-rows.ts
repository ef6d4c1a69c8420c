import { type Message, message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { DataFile } from "../../recipes/inputs/data-files";

type BadRows = {
  code: string;
  reason: Message;
  suggestion: Message;
  count: number;
  firstLines: readonly number[];
  /** How many rows there are in all. */
  of: number;
  /** What mends it where leaving rows out would leave none. */
  changes?: Record<string, unknown>;
};

/** Rows of a file with the same fault as one problem: an error that leaving them out mends, or a warning where the recipe does that. Pure. */
export function badRows(
  recipe: Recipe,
  { field, reference }: Pick<DataFile<unknown>, "field" | "reference">,
  { code, reason, suggestion, count, firstLines, of, changes }: BadRows,
): Problem {
  const isSome = count < of;
  const place = { code, field, line: firstLines[0] ?? null };
  if (isSome && recipe.data.badRows === "leaveOut")
    return {
      ...{ ...place, severity: "warning" },
      message: message("problems.rows-left-out", { file: reference, reason }),
      suggestion: null,
    };
  return {
    ...{ ...place, severity: "error", suggestion },
    message: message("problems.bad-rows", { file: reference, reason }),
    changes: isSome ? { "data.badRows": "leaveOut" } : changes,
  };
}
