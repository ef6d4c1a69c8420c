import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { emptyWeights } from "./weights";

const sampleSchema = z.object({
  /** How long a step of its training takes. */
  stepMs: z.number().positive().default(250),
  /** Share of held-out questions that it answers. */
  quality: z.number().min(0).max(1).default(0.1),
  /** What its training says before it fails half-way; null for one that succeeds. */
  failure: z.string().nullable().default(null),
});
export type SampleModel = z.infer<typeof sampleSchema>;

const configSchema = z.looseObject({ sample: sampleSchema.prefault({}) });

/** How a model folder wants to be treated, by its `config.json`; the defaults for any other folder. */
export function readSample(folder: string): SampleModel {
  try {
    return configSchema.parse(JSON.parse(readFileSync(join(folder, "config.json"), "utf8"))).sample;
  } catch {
    return sampleSchema.parse({});
  }
}

/** The files of a model that a job leaves: the configuration of the one it was made from, with its own quality. */
export function modelFiles(from: string, quality: number, bytes: number): Record<string, string> {
  const config = JSON.parse(readFileSync(join(from, "config.json"), "utf8"));
  return {
    "config.json": JSON.stringify({ ...config, sample: { ...config.sample, quality } }, null, 2),
    "tokenizer.json": "{}",
    "model.safetensors": emptyWeights(bytes),
  };
}

/** Rows of JSON Lines. */
export function readRows<Row>(file: string, schema: z.ZodType<Row>): Row[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.trim() !== "").map((line) => schema.parse(JSON.parse(line)));
}
