import { accessSync, constants, existsSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import type { Recipe } from "../../../contract/recipe/recipe";
import { mayRead, type Paths } from "../../../platform/paths";
import { WorkerLimitError } from "../../../platform/worker-pool";
import { resolveReference } from "../resolve";
import type { EvaluationFacts } from "./evaluation-file";
import type { TrainingLook } from "./jobs";
import type { Reading } from "./keep-readings";
import { lookAtEvaluation, lookAtTraining } from "./look-at-file";

export type Unreadable =
  | "hub-data"
  | "outside-roots"
  | "file-missing"
  | "file-unreadable"
  | "file-takes-memory"
  | "file-takes-time";

const unreadableByLimit = { memory: "file-takes-memory", time: "file-takes-time" } as const;

/** Whoever reads data files may be told of each how far it is, by its name in the recipe, and may give up. */
export type DataWatch = { signal?: AbortSignal | undefined; onFile?: (reference: string, share: number) => void };

/** A data file that a recipe names at `field`: what it holds, or why it cannot be read here. */
export type DataFile<Facts> = { field: string; reference: string; path: string } & (
  | { facts: Facts; unreadable: null }
  | { facts: null; unreadable: Unreadable }
);

/** Every data file of a recipe, in the order in which the recipe names them. */
export type DataFiles = {
  train: DataFile<TrainingLook>[];
  /** Those of the other teachers. */
  teachersTrain: DataFile<TrainingLook>[];
  validation: DataFile<TrainingLook>[];
  evaluation: DataFile<EvaluationFacts>[];
};

/** Reads every data file of a recipe that lies on this machine, each once while it stays as it is. */
export async function readDataFiles(paths: Paths, recipe: Recipe, watch: DataWatch = {}): Promise<DataFiles> {
  const { columns } = recipe.data;
  const read = (field: string, references: readonly string[]) =>
    readEach(references, (reference, index) =>
      readFile(paths, { field: `${field}.${index}`, reference }, lookAtTraining, { ...watch, columns }),
    );
  return {
    train: await read("data.train", recipe.data.train),
    teachersTrain: (
      await readEach(recipe.teachers, ({ train }, number) => read(`teachers.${number}.train`, train))
    ).flat(),
    validation: await read("data.validation", recipe.data.validation),
    evaluation: await readHeldOut(paths, recipe, watch),
  };
}

/** Reads the held-out files alone. */
export function readHeldOut(
  paths: Paths,
  { data }: Recipe,
  watch: DataWatch = {},
): Promise<DataFile<EvaluationFacts>[]> {
  return readEach(data.evaluation, ({ path: reference }, index) =>
    readFile(paths, { field: `data.evaluation.${index}.path`, reference }, lookAtEvaluation, {
      ...watch,
      columns: data.columns,
    }),
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
  named: { field: string; reference: string },
  look: (path: string, reading: Reading) => Promise<Facts>,
  { signal, onFile, columns }: DataWatch & Pick<Reading, "columns">,
): Promise<DataFile<Facts>> {
  const path = resolveReference(paths, named.reference);
  const unreadable = unreadableBy(paths, path);
  const place = { ...named, path };
  if (unreadable !== null) return { ...place, facts: null, unreadable };
  const onProgress = (share: number) => onFile?.(named.reference, share);
  try {
    onProgress(0);
    return { ...place, facts: await look(path, { signal, onProgress, columns }), unreadable };
  } catch (error) {
    if (!(error instanceof WorkerLimitError)) throw error;
    return { ...place, facts: null, unreadable: unreadableByLimit[error.limit] };
  } finally {
    onProgress(1);
  }
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
