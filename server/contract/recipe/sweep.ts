import { z } from "zod";

/** Runs that one sweep may have, repeats included. */
export const maxSweepRuns = 500;

const listSchema = z.array(z.unknown()).min(1, "Give at least one value").max(100);

/** Numbers from `min` to `max`, both included; a grid takes `points` of them, a random search draws from all. */
const rangeSchema = z.strictObject({
  min: z.number(),
  max: z.number(),
  scale: z.enum(["linear", "log"]).default("linear"),
  points: z.int().min(2).max(100).optional(),
});
export type SweepRange = z.infer<typeof rangeSchema>;

/** The values of one recipe key: a list, or a range of numbers; null leaves a key out. */
const parameterSchema = z.union([listSchema, rangeSchema], {
  error: "Give a list of values, or a range such as { min: 1e-5, max: 1e-3, scale: log }",
});
export type SweepParameter = z.infer<typeof parameterSchema>;

/** The median rule (Golovin et al. 2017, Google Vizier): a trial ends early when its best value is worse than the median of the others' running averages. */
const medianRuleSchema = z.strictObject({
  rule: z.literal("median").default("median"),
  /** `eval_loss_ce`: the cross-entropy with the validation data alone, which no weight of the loss changes. */
  key: z.enum(["eval_loss", "eval_loss_ce", "loss"]).default("eval_loss"),
  /** No trial is ended before this training step. */
  minSteps: z.int().min(0).default(10),
  /** Other trials that must have come as far. */
  minTrials: z.int().min(1).max(maxSweepRuns).default(2),
});
export type MedianRule = z.infer<typeof medianRuleSchema>;

const sweepObjectSchema = z.strictObject({
  /** Recipe keys in dot form, list places as numbers, with the values that each takes. */
  parameters: z
    .record(z.string().min(1), parameterSchema)
    .refine((parameters) => Object.keys(parameters).length > 0, "Vary at least one recipe key"),
  search: z.enum(["grid", "random"]).default("grid"),
  /** How many combinations a random search draws. */
  trials: z.int().min(1).max(maxSweepRuns).default(10),
  /** Makes the random draws repeatable. */
  seed: z.int().min(0).default(1),
  /** Runs of each trial, over data.seed and the numbers after it. */
  repeats: z.int().min(1).max(50).default(1),
  earlyStop: z.union([z.literal("off"), medianRuleSchema]).default("off"),
});
export type Sweep = z.infer<typeof sweepObjectSchema>;
export type SweepInput = z.input<typeof sweepObjectSchema> | z.input<typeof sweepObjectSchema>["parameters"];

const optionKeys: readonly string[] = Object.keys(sweepObjectSchema.shape);

/** The long form of a sweep as a person wrote it: without `parameters`, every key that is not an option is a recipe key. Anything else is returned as it is. */
export function toLongSweep(input: unknown): unknown {
  if (typeof input !== "object" || input === null || Array.isArray(input) || "parameters" in input) return input;
  const isOption = ([key]: [string, unknown]) => optionKeys.includes(key);
  const entries: [string, unknown][] = Object.entries(input);
  return {
    ...Object.fromEntries(entries.filter(isOption)),
    parameters: Object.fromEntries(entries.filter((entry) => !isOption(entry))),
  };
}

/** Several runs of one recipe that differ in a few keys; `{ training.learningRate: [1e-4, 2e-4] }` is short for a grid over it. */
export const sweepSchema = z.custom<SweepInput>().transform(toLongSweep).pipe(sweepObjectSchema);

/** Both forms as JSON Schema, which cannot tell that one becomes the other. */
export function sweepJsonSchema(): Record<string, unknown> {
  const { $schema: _, ...long } = z.toJSONSchema(sweepObjectSchema, { io: "input" });
  const parameter = z.toJSONSchema(parameterSchema, { io: "input" });
  const { parameters: __, ...options } = long.properties ?? {};
  const short = {
    type: "object",
    properties: options,
    not: { required: ["parameters"] },
    additionalProperties: { anyOf: parameter.anyOf },
    minProperties: 1,
  };
  return { anyOf: [long, short] };
}
