import { z } from "zod";

/** Which run of a sweep this is: the combination by its place, the repeat over `seed`, both counted from 0. */
export const sweepTrialSchema = z.object({
  index: z.int(),
  repeat: z.int(),
  seed: z.int(),
  /** By recipe key in dot form. */
  values: z.record(z.string(), z.unknown()),
});
export type SweepTrial = z.infer<typeof sweepTrialSchema>;

/** What made the median rule end a trial: its best value up to `step` against the median of the `trials` others' running averages. */
export const earlyStopSchema = z.object({
  key: z.string(),
  step: z.number(),
  best: z.number(),
  median: z.number(),
  trials: z.int(),
});
export type EarlyStop = z.infer<typeof earlyStopSchema>;

/** The place of a run in its sweep. */
export const sweepPlaceSchema = z.object({
  id: z.string(),
  name: z.string(),
  trial: sweepTrialSchema,
  /** Set where the sweep ended the run early and nobody let it go on. */
  earlyStop: earlyStopSchema.nullable(),
});
export type SweepPlace = z.infer<typeof sweepPlaceSchema>;
