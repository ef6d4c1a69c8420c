import { isAbsolute, relative } from "node:path";
import type { Recipe } from "../../contract/recipe/recipe";
import type { Paths } from "../../platform/paths";
import { findNormalForm, type NormalizeOptions, toNormalForm } from "../recipes/data/normal-form";
import { unreadableBy } from "../recipes/inputs/data-files";
import type { TrainingLook } from "../recipes/inputs/jobs";
import { lookAtEvaluation, lookAtTraining } from "../recipes/inputs/look-at-file";
import { writeNormalForm } from "../recipes/inputs/write-normal-form";
import { resolveReference } from "../recipes/resolve";
import { rowNeedsOf } from "./row-needs";

/** Gives what a reference at a field of the recipe is to be named by. */
type Settle = (field: string, reference: string) => string;

/**
 * The recipe with every data file of this machine in the normal form, which the engine reads: a file that is in it already,
 * with all rows good, stays itself, and so does what a hub has. Throws `bad-data`, or `not-found` where a file is gone.
 */
export async function settleData(paths: Paths, recipe: Recipe): Promise<Recipe> {
  return nameFiles(recipe, (field, reference) => settleFile(paths, recipe, field, reference));
}

/** The recipe with its data files named anew, one after the other. */
export async function nameFiles(
  recipe: Recipe,
  name: (field: string, reference: string) => Promise<string>,
): Promise<Recipe> {
  const named = new Map<string, string>();
  for (const [field, reference] of filesOf(recipe)) named.set(field, await name(field, reference));
  return withFiles(recipe, (field, reference) => named.get(field) ?? reference);
}

/** The same for files whose normal form was made before, without opening any other. */
export function settleKnownData(paths: Paths, recipe: Recipe): Recipe {
  return withFiles(recipe, (field, reference) => {
    const path = resolveReference(paths, reference);
    if (unreadableBy(paths, path) !== null) return reference;
    const known = findNormalForm(paths, path, optionsOf(recipe, field));
    return known === null ? reference : referenceTo(paths, known.path);
  });
}

async function settleFile(paths: Paths, recipe: Recipe, field: string, reference: string): Promise<string> {
  const path = resolveReference(paths, reference);
  if (!isAbsolute(path) || unreadableBy(paths, path) !== null) return reference;
  const options = optionsOf(recipe, field);
  const { columns } = recipe.data;
  const isNormal =
    options.use === "held-out"
      ? (await lookAtEvaluation(path, { columns })).isNormal
      : isWhole(recipe, field, await lookAtTraining(path, { columns }));
  if (isNormal) return reference;
  return referenceTo(paths, (await toNormalForm(paths, path, options, writeNormalForm)).path);
}

/** Whether the engine can be given the file as it is: rows that lack what is needed are not left out of it. */
function isWhole(recipe: Recipe, field: string, { isNormal, columns }: TrainingLook): boolean {
  if (!isNormal || recipe.data.badRows === "refuse") return isNormal;
  const needs = rowNeedsOf(recipe, field);
  const hasTags = [...columns.datasets.keys()].every((tag) => tag !== null && needs.tags?.includes(tag));
  return needs.columns.every((need) => columns.lacking[need].count === 0) && (needs.tags === null || hasTags);
}

function optionsOf(recipe: Recipe, field: string): NormalizeOptions {
  const { columns, badRows } = recipe.data;
  const use = field.startsWith("data.evaluation") ? "held-out" : "training";
  // What is needed decides nothing where no row is left out.
  return { columns, badRows, use, ...(badRows === "leaveOut" && { needs: rowNeedsOf(recipe, field) }) };
}

/** A path below STILLROOM_HOME by its place there, unless the project has another file of that name. */
export function referenceTo(paths: Paths, path: string): string {
  const reference = relative(paths.home, path);
  return resolveReference(paths, reference) === path ? reference : path;
}

function filesOf(recipe: Recipe): [string, string][] {
  const files: [string, string][] = [];
  withFiles(recipe, (field, reference) => {
    files.push([field, reference]);
    return reference;
  });
  return files;
}

function withFiles(recipe: Recipe, settle: Settle): Recipe {
  const { data, teachers } = recipe;
  const all = (field: string, references: readonly string[]) =>
    references.map((reference, index) => settle(`${field}.${index}`, reference));
  return {
    ...recipe,
    teachers: teachers.map((teacher, number) => ({
      ...teacher,
      train: all(`teachers.${number}.train`, teacher.train),
    })),
    data: {
      ...data,
      train: all("data.train", data.train),
      validation: all("data.validation", data.validation),
      evaluation: data.evaluation.map((set, index) => ({
        ...set,
        path: settle(`data.evaluation.${index}.path`, set.path),
      })),
    },
  };
}
