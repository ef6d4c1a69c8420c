import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Services } from "../../../server/domain/services";
import { createHome, createServices } from "../services";

const rows = 64;

/** A home of its own with the tiny pair, whose models are copied from `models`, and a data file. */
export function createTinyHome(models: string, engine: string): Services {
  const home = createHome();
  const services = createServices(home, engine);
  for (const name of ["tiny-teacher", "tiny-student"])
    cpSync(join(models, name), join(home, "models", name), { recursive: true, dereference: true });
  mkdirSync(join(home, "data"));
  writeFileSync(join(home, "data", "train.jsonl"), `${JSON.stringify({ messages })}\n`.repeat(rows));
  return services;
}

const messages = [
  { role: "user", content: "Name a colour." },
  { role: "assistant", content: "Blue is a colour, and so are red, green and yellow." },
];

/** A recipe of the tiny pair without checkpoints on the way; a seed of its own makes a run that reuses nothing. */
export function recipeOf(steps: number, seed: number) {
  const model = { modelType: "llama", template: "chatml", dtype: "float32" };
  return {
    name: "overhead",
    teacher: { model: "models/tiny-teacher", ...model },
    student: { model: "models/tiny-student", ...model },
    data: { train: ["data/train.jsonl"], maxLength: 64, seed },
    training: { tuner: "full", maxSteps: steps, batchSize: 2, gradientAccumulation: 1, saveSteps: steps },
    memory: { gradientCheckpointing: false },
  };
}

/** Seconds since the training began at the end of each step so far. ms-swift writes the mean over all steps; times the step it is the time that has passed. */
export function secondsBySteps(file: string): number[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .filter((line) => line.includes('"global_step/max_steps"') && !line.includes('"train_runtime"'))
    .map((line) => {
      const record = JSON.parse(line);
      return Number.parseInt(record["global_step/max_steps"], 10) * record["train_speed(s/it)"];
    });
}

/** The median length of the steps that ended at these times, in seconds. */
export function medianLength(endedAt: readonly number[]): number {
  const lengths = endedAt.slice(1).map((at, index) => at - (endedAt[index] ?? 0));
  lengths.sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length / 2)] ?? Number.NaN;
}
