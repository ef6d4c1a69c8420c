import type { DataMapping } from "../../../contract/data-look";
import { hashContents } from "../../../platform/file-contents";
import { lookAtData } from "../data/look-at";
import type { RowOptions } from "../data/rows-of";
import { type NormalOptions, writeNormal } from "../data/write-normal";
import { comparePairs } from "../pairs/compare-pairs";
import { readEvaluationFile } from "./evaluation-file";
import { measureLengths } from "./measure-lengths";
import { readTrainingFile, type TrainingFacts } from "./training-file";

/** What a training file holds, without the texts that only the job `tokenLengths` needs. */
export type TrainingLook = Omit<TrainingFacts, "look"> & { look: Omit<TrainingFacts["look"], "sample"> };

type DataInput = { path: string; columns?: DataMapping | undefined };

type OnProgress = (share: number) => void;

/**
 * What takes long enough to keep others waiting. Where it runs is decided by `runJob`: what goes in and comes out must survive
 * a structured clone. A job that reads the same file again finds what its process has kept of it.
 */
export const jobs = {
  trainingFile: async ({ path, columns }: DataInput, onProgress: OnProgress): Promise<TrainingLook> => {
    const { look, ...facts } = await readTrainingFile(path, { onProgress, columns });
    const { sample: _, ...counts } = look;
    return { ...facts, look: counts };
  },
  evaluationFile: ({ path, columns }: DataInput, onProgress: OnProgress) =>
    readEvaluationFile(path, { onProgress, columns }),
  lookAtData: ({ path, options }: { path: string; options: RowOptions }) => lookAtData(path, options),
  writeNormal: ({ source, options, target }: { source: string; options: NormalOptions; target: string }) =>
    writeNormal(source, options, target).catch(failedOf),
  tokenLengths: measureLengths,
  comparePairs: async (input: Parameters<typeof comparePairs>[0]) => comparePairs(input),
  digest: async ({ path }: { path: string }, onProgress: OnProgress) => hashContents(path, onProgress),
};

/** What the file system refuses; other errors are thrown. */
function failedOf(error: unknown): { failed: { code: string; message: string } } {
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return { failed: { code: error.code, message: error.message } };
  throw error;
}

export type Jobs = typeof jobs;
export type JobName = keyof Jobs;

/** A job by name with what it works on. */
export type JobTask = { name: JobName; input: unknown };

const tellMs = 200;

/** Runs a task that another process has handed over, and tells it how far it is a few times a second. */
export function runTask({ name, input }: JobTask): Promise<unknown> {
  let toldAt = 0;
  const onProgress = (share: number) => {
    const now = performance.now();
    if (now - toldAt < tellMs) return;
    toldAt = now;
    process.send?.({ share });
  };
  return Reflect.apply(jobs[name], null, [input, onProgress]);
}
