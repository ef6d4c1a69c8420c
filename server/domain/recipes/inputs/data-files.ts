import { accessSync, constants, existsSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import type { Recipe } from "../../../contract/recipe/recipe";
import { mayRead, type Paths } from "../../../platform/paths";
import { resolveReference } from "../resolve";
import { type EvaluationFacts, readEvaluationFile } from "./evaluation-file";
import { readTrainingFile, type TrainingFacts } from "./training-file";

export type Unreadable = "hub-data" | "outside-roots" | "file-missing" | "file-unreadable";

/** A data file that a recipe names at `field`: what it holds, or why it cannot be read here. */
export type DataFile<Facts> = { field: string; reference: string; path: string } & (
  | { facts: Facts; unreadable: null }
  | { facts: null; unreadable: Unreadable }
);

/** Every data file of a recipe, in the order in which the recipe names them. */
export type DataFiles = {
  train: DataFile<TrainingFacts>[];
  /** Those of the other teachers. */
  teachersTrain: DataFile<TrainingFacts>[];
  validation: DataFile<TrainingFacts>[];
  evaluation: DataFile<EvaluationFacts>[];
};

/** Reads every data file of a recipe that lies on this machine, each once while it stays as it is. */
export async function readDataFiles(paths: Paths, recipe: Recipe): Promise<DataFiles> {
  const read = (field: string, references: readonly string[]) =>
    readEach(references, (reference, index) => readFile(paths, `${field}.${index}`, reference, readTrainingFile));
  return {
    train: await read("data.train", recipe.data.train),
    teachersTrain: (
      await readEach(recipe.teachers, ({ train }, number) => read(`teachers.${number}.train`, train))
    ).flat(),
    validation: await read("data.validation", recipe.data.validation),
    evaluation: await readHeldOut(paths, recipe),
  };
}

/** Reads the held-out files alone. */
export function readHeldOut(paths: Paths, { data }: Recipe): Promise<DataFile<EvaluationFacts>[]> {
  return readEach(data.evaluation, ({ path }, index) =>
    readFile(paths, `data.evaluation.${index}.path`, path, readEvaluationFile),
  );
}

/** Whether a file is one that Stillroom may read, or why not. */
export function unreadableBy(paths: Paths, path: string): Unreadable | null {
  if (!isAbsolute(path)) return "hub-data";
  if (!mayRead(paths, path)) return "outside-roots";
  if (!existsSync(path) || !statSync(path).isFile()) return "file-missing";
  try {
    accessSync(path, constants.R_OK);
  } catch {
    return "file-unreadable";
  }
  return null;
}

async function readFile<Facts>(
  paths: Paths,
  field: string,
  reference: string,
  read: (path: string) => Promise<Facts>,
): Promise<DataFile<Facts>> {
  const path = resolveReference(paths, reference);
  const unreadable = unreadableBy(paths, path);
  const place = { field, reference, path };
  return unreadable === null
    ? { ...place, facts: await read(path), unreadable }
    : { ...place, facts: null, unreadable };
}

/** One after the other, so that memory holds what one file needs while it is read. */
async function readEach<Item, Result>(
  items: readonly Item[],
  read: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) results.push(await read(item, index));
  return results;
}
