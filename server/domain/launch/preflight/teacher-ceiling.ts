import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import type { DataReport } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import { digestOf } from "../../../platform/digest";
import { createId } from "../../../platform/ids";
import { type DataFile, readHeldOut } from "../../recipes/inputs/data-files";
import type { EvaluationFacts } from "../../recipes/inputs/evaluation-file";
import { resolveReference } from "../../recipes/resolve";
import type { Services } from "../../services";
import { checkTeacher } from "./teacher-check";

/** By held-out set: items on which the teacher was measured, how many it failed, its share of right answers; null where it was measured on none. */
export function teacherCeilingOf(
  services: Services,
  recipe: Recipe,
  heldOut: readonly DataFile<EvaluationFacts>[],
): DataReport["teacherCeiling"] {
  const ceilings: NonNullable<DataReport["teacherCeiling"]> = [];
  for (const [index, set] of recipe.data.evaluation.entries()) {
    const checked = checkTeacher(services, recipe, heldOut[index])?.filter(({ passes }) => passes !== null) ?? [];
    if (checked.length === 0) continue;
    const failed = checked.filter(({ passes }) => passes === false).length;
    const items = checked.length;
    ceilings.push({ dataset: set.name, items, failed, score: (items - failed) / items });
  }
  return ceilings.length === 0 ? null : ceilings;
}

/**
 * Writes the items of a held-out set that the teacher passes as a new JSONL under STILLROOM_HOME/data; the user's file stays
 * as it is. `dropped` counts what the teacher failed, `unmeasured` what it was never asked, which is left out too. Throws
 * `not-found` for an unknown set, `conflict` without a measurement, `bad-data` when nothing would be left.
 */
export async function keepItemsTeacherPasses(
  services: Services,
  recipe: Recipe,
  dataset: string,
): Promise<{ path: string; kept: number; dropped: number; unmeasured: number }> {
  const set = recipe.data.evaluation.find(({ name }) => name === dataset);
  if (set === undefined)
    throw new AppError("not-found", message("control.no-held-out", { name: dataset }), {
      field: "data.evaluation",
      suggestion: message("control.use-one-next", {
        choices: recipe.data.evaluation.map(({ name }) => name).join(", "),
      }),
    });
  const heldOut = await readHeldOut(services.paths, recipe);
  const checked = checkTeacher(services, recipe, heldOut[recipe.data.evaluation.indexOf(set)]);
  if (checked === null)
    throw new AppError("conflict", message("control.teacher-unmeasured", { name: dataset }), {
      suggestion: message("control.teacher-unmeasured-next"),
    });
  const rows = checked.flatMap(({ row, passes }) => (passes === true ? [row] : []));
  if (rows.length === 0)
    throw new AppError("bad-data", message("control.teacher-passes-none", { name: dataset }), {
      suggestion: message("control.teacher-passes-none-next"),
    });
  return {
    path: writeNew(services, `${basename(set.path, ".jsonl")}-teacher-passes`, rows),
    kept: rows.length,
    dropped: checked.filter(({ passes }) => passes === false).length,
    unmeasured: checked.filter(({ passes }) => passes === null).length,
  };
}

/** The name holds the digest of the content, so that the same choice made twice is one file and no file ever changes. */
function writeNew({ paths }: Services, stem: string, rows: unknown[]): string {
  const reference = join("data", `${stem}-${digestOf(rows).slice(0, 8)}.jsonl`);
  const path = join(paths.home, reference);
  if (!existsSync(path)) {
    mkdirSync(join(paths.home, "data"), { recursive: true });
    const partial = join(paths.home, "data", `.${createId("partial-")}`);
    writeFileSync(partial, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    renameSync(partial, path);
  }
  return resolveReference(paths, reference) === path ? reference : path;
}
