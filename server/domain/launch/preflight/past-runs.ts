import { desc } from "drizzle-orm";
import { type RunRow, runs } from "../../../../db/schema/index";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Paths } from "../../../platform/paths";
import { isImported } from "../../pipeline/runs/imported";
import { resolveReference } from "../../recipes/resolve";
import { readStoredRecipe } from "../../recipes/stored/read-stored";
import type { Services } from "../../services";

export type PastRun = { row: RunRow; recipe: Recipe };

/** Earlier runs with the recipe's teacher, newest first; imported ones, which ran elsewhere, and those whose recipe cannot be read are left out. */
export function runsOfTeacher({ db, paths }: Services, { teacher }: Recipe): PastRun[] {
  const rows = db.select().from(runs).orderBy(desc(runs.number)).all();
  return rows.flatMap((row) => {
    if (isImported(db, row.id)) return [];
    const stored = readStoredRecipe(row);
    if (!stored.ok || !isSameTeacher(paths, stored.recipe.teacher, teacher)) return [];
    return [{ row, recipe: stored.recipe }];
  });
}

/** Earlier runs with the recipe's teacher and student, newest first. */
export function runsOfPair(services: Services, recipe: Recipe): PastRun[] {
  const student = resolveReference(services.paths, recipe.student.model);
  return runsOfTeacher(services, recipe).filter(
    (past) => resolveReference(services.paths, past.recipe.student.model) === student,
  );
}

function isSameTeacher(paths: Paths, a: Recipe["teacher"], b: Recipe["teacher"]): boolean {
  const placesOf = ({ model, adapters }: Recipe["teacher"]) =>
    [model, ...adapters].map((reference) => resolveReference(paths, reference)).join("\n");
  return placesOf(a) === placesOf(b);
}
