import { closeSync, cpSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from "node:fs";
import { watch } from "node:fs/promises";
import { join } from "node:path";
import type { Services } from "../../../server/domain/services";
import { createHome, createServices } from "../services";

const rows = 64;
const stepTimeoutMs = 300_000;

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

/** So many steps pass from one line of the log to the next, about a third of a second. */
export const stepsOfLine = 4;

/**
 * A recipe of the tiny pair without checkpoints on the way; a seed of its own makes a run that reuses nothing. By LoRA on
 * short texts, since training every weight moves so much memory that its speed depends on what others do on the machine.
 */
export function recipeOf(steps: number, seed: number) {
  const small = { batchSize: 1, gradientAccumulation: 1 };
  const model = { modelType: "llama", template: "chatml", dtype: "float32" };
  return {
    name: "overhead",
    teacher: { model: "models/tiny-teacher", ...model },
    student: { model: "models/tiny-student", ...model },
    data: { train: ["data/train.jsonl"], maxLength: 32, seed },
    training: { ...small, tuner: "lora", maxSteps: steps, loggingSteps: stepsOfLine, saveSteps: steps },
    memory: { gradientCheckpointing: false },
  };
}

/** A step that has ended, and the seconds since the training began. */
export type StepTime = { step: number; atSeconds: number };

/** The steps of a training that goes on, by its log. */
export type StepWatch = {
  last: () => StepTime;
  /** The last step once it is `step` or later; tells within milliseconds. */
  until: (step: number) => Promise<StepTime>;
};

/** Follows the log of a training; reads only what is new. */
export function followSteps(file: string): StepWatch {
  let offset = 0;
  let latest: StepTime = { step: 0, atSeconds: 0 };
  const last = () => {
    const length = statSync(file).size - offset;
    const buffer = Buffer.alloc(length);
    const handle = openSync(file, "r");
    readSync(handle, buffer, 0, length, offset);
    closeSync(handle);
    const end = buffer.lastIndexOf(10) + 1;
    offset += end;
    latest = stepTimes(buffer.toString("utf8", 0, end)).at(-1) ?? latest;
    return latest;
  };
  const until = async (step: number) => {
    const signal = AbortSignal.timeout(stepTimeoutMs);
    const changes = watch(file, { signal, persistent: true });
    if (last().step >= step) return latest;
    for await (const _ of changes) if (last().step >= step) break;
    return latest;
  };
  return { last, until };
}

/** All steps of a log. ms-swift writes the mean over all steps so far; times the step it is the time that has passed. */
export function stepTimes(log: string): StepTime[] {
  return log
    .split("\n")
    .filter((line) => line.includes('"train_speed(s/it)"') && !line.includes('"train_runtime"'))
    .map((line) => {
      const record = JSON.parse(line);
      const step = Number.parseInt(record["global_step/max_steps"], 10);
      return { step, atSeconds: step * record["train_speed(s/it)"] };
    });
}
