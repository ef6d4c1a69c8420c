import type { Recipe } from "../../contract/recipe/recipe";
import { hostStatusSchema } from "../../contract/server";
import { readJson } from "../pipeline/stored/read-json";
import { latestBeat } from "../placement/host/beat";
import type { Services } from "../services";
import { type SettledModels, settleModels } from "./engine-models";
import { settleDtypes } from "./settle-dtype";

/** The recipe as it would run: model types and templates that ms-swift leaves open, and the dtype that the device computes in. */
export function settleRecipe({ db, paths }: Services, recipe: Recipe): SettledModels {
  const gpus = readJson(hostStatusSchema.shape.gpus, latestBeat(db)?.gpusJson ?? null) ?? [];
  return settleModels(
    paths,
    settleDtypes(
      recipe,
      gpus.map(({ name }) => name),
    ),
  );
}

/** What was set in place of what the recipe leaves open, by field. Pure. */
export function resolvedOf(asked: Recipe, settled: Recipe): { field: string; value: string }[] {
  const pairs = [
    { field: "student", before: asked.student, after: settled.student },
    { field: "teacher", before: asked.teacher, after: settled.teacher },
    ...settled.teachers.map((after, index) => ({
      field: `teachers.${index}`,
      before: asked.teachers[index] ?? after,
      after,
    })),
  ];
  return pairs.flatMap(({ field, before, after }) =>
    (["modelType", "template", "dtype"] as const).flatMap((key) => {
      const value = after[key];
      return value === undefined || value === before[key] ? [] : [{ field: `${field}.${key}`, value }];
    }),
  );
}
