import { closeSync, cpSync, existsSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from "node:fs";
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

/** A step that has ended, and the seconds since the training began. */
export type StepTime = { step: number; atSeconds: number };

/** Tells the last step that a log has, each time it is called; reads only what is new. The first call may come before the log. */
export function followSteps(file: string): () => StepTime {
  let offset = 0;
  let last: StepTime = { step: 0, atSeconds: 0 };
  return () => {
    if (!existsSync(file)) return last;
    const length = statSync(file).size - offset;
    const buffer = Buffer.alloc(length);
    const handle = openSync(file, "r");
    readSync(handle, buffer, 0, length, offset);
    closeSync(handle);
    const end = buffer.lastIndexOf(10) + 1;
    offset += end;
    last = stepTimes(buffer.toString("utf8", 0, end)).at(-1) ?? last;
    return last;
  };
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
