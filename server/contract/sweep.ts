import { z } from "zod";
import { messageSchema } from "./message";
import { storedRecipeSchema } from "./recipe/stored";
import { runStatusSchema } from "./run";
import { earlyStopSchema } from "./trial";

/** Why a figure is missing: the run has not begun, has not come so far, ended before, took it from an equal run, or it could not be scored. */
export const missingReasonSchema = z.enum(["waiting", "running", "ended", "reused", "not-scored"]);
export type MissingReason = z.infer<typeof missingReasonSchema>;

/** A column of figures; `dataset` and `metric` name a quality of the student. */
export const sweepMeasureSchema = z.object({
  id: z.string(),
  kind: z.enum(["loss", "eval_loss", "eval_loss_ce", "quality", "time"]),
  dataset: z.string().nullable(),
  metric: z.string().nullable(),
  isLowerBetter: z.boolean(),
});
export type SweepMeasure = z.infer<typeof sweepMeasureSchema>;

export const sweepFigureSchema = z.object({ value: z.number().nullable(), reason: missingReasonSchema.nullable() });
export type SweepFigure = z.infer<typeof sweepFigureSchema>;

/** Mean and sample standard deviation over the `n` runs of a trial that succeeded and have the figure; over all that have it while none has succeeded. */
export const sweepMeanSchema = z.object({
  mean: z.number().nullable(),
  std: z.number().nullable(),
  n: z.int(),
  reason: missingReasonSchema.nullable(),
});
export type SweepMean = z.infer<typeof sweepMeanSchema>;

export const sweepRunSchema = z.object({
  id: z.string(),
  number: z.int(),
  name: z.string(),
  /** Null where its place in the sweep cannot be read. */
  seed: z.int().nullable(),
  /** Why the recipe of the run cannot be read; null where it can. */
  recipeProblem: messageSchema.nullable(),
  status: runStatusSchema,
  /** Set where the sweep ended the run early and nobody let it go on. */
  earlyStop: earlyStopSchema.nullable(),
  /** By the id of the measure; losses as last logged, times in ms. */
  figures: z.record(z.string(), sweepFigureSchema),
});
export type SweepRun = z.infer<typeof sweepRunSchema>;

export const sweepTrialRowSchema = z.object({
  index: z.int(),
  values: z.record(z.string(), z.unknown()),
  means: z.record(z.string(), sweepMeanSchema),
  runs: z.array(sweepRunSchema),
});
export type SweepTrialRow = z.infer<typeof sweepTrialRowSchema>;

/** The object behind `stillroom sweep SWEEP --json` and the page of a sweep. */
export const sweepDetailSchema = z.object({
  id: z.string(),
  name: z.string(),
  experimentId: z.string(),
  status: runStatusSchema,
  createdAt: z.number(),
  /** Null where it cannot be read, for the reason beside it. */
  recipe: storedRecipeSchema.nullable(),
  recipeProblem: messageSchema.nullable(),
  /** The recipe keys that are varied, in dot form. */
  parameters: z.array(z.string()),
  measures: z.array(sweepMeasureSchema),
  trials: z.array(sweepTrialRowSchema),
  /** Runs whose place in the sweep cannot be read. */
  unplaced: z.array(sweepRunSchema),
});
export type SweepDetail = z.infer<typeof sweepDetailSchema>;
