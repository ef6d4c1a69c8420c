import { z } from "zod";

const extraArgValue = z.union([z.string(), z.number(), z.boolean()]);

/** ms-swift flags that the recipe has no key for, by flag name without dashes. */
export const extraArgsSchema = z
  .record(z.string().regex(/^[a-z][a-z0-9_]*$/, "Use the flag name without dashes"), extraArgValue)
  .default({});

export const trainingSchema = z.strictObject({
  tuner: z.enum(["lora", "qlora", "full"]).default("lora"),
  lora: z
    .strictObject({
      rank: z.int().min(1).max(1024).default(8),
      alpha: z.int().min(1).max(4096).default(32),
      targetModules: z
        .array(z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/, "Not a module name"))
        .min(1)
        .default(["all-linear"]),
    })
    .prefault({}),
  /**
   * Which answers of a conversation are learned. `last`: the one that the teacher or the student writes; `all`: those before
   * it too, which the data give.
   */
  turns: z.enum(["last", "all"]).default("last"),
  epochs: z.number().gt(0).max(1000).default(3),
  maxSteps: z.int().min(1).optional(),
  batchSize: z.int().min(1).max(4096).default(2),
  gradientAccumulation: z.int().min(1).max(4096).default(8),
  learningRate: z.number().gt(0).max(1).default(1e-4),
  warmupRatio: z.number().min(0).max(1).default(0.05),
  loggingSteps: z.int().min(1).default(1),
  evalSteps: z.int().min(1).default(50),
  saveSteps: z.int().min(1).default(50),
  keepCheckpoints: z.int().min(1).default(2),
  extraArgs: extraArgsSchema,
});
