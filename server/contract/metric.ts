import { z } from "zod";
import { stageKindSchema } from "./stage";

/** One point: the training step (or seconds since the attempt began, for `memory/*`), wall-clock ms, value. NaN and ±Infinity arrive as null. */
export const metricPointSchema = z.tuple([z.number(), z.number(), z.number().nullable()]);
export type MetricPoint = z.infer<typeof metricPointSchema>;

export const metricSeriesSchema = z.object({
  runId: z.string(),
  stageKey: z.string(),
  stageKind: stageKindSchema,
  subject: z.string().nullable(),
  attempt: z.number().int(),
  key: z.string(),
  total: z.number().int(),
  /** True when the points were thinned to the number asked for. */
  decimated: z.boolean(),
  points: z.array(metricPointSchema),
});
export type MetricSeries = z.infer<typeof metricSeriesSchema>;

export const metricSummarySchema = z.object({
  key: z.string(),
  count: z.number().int(),
  last: z.number().nullable(),
  min: z.number().nullable(),
  max: z.number().nullable(),
});
