import { z } from "zod";
import { namesOf } from "../registry";
import { quantizeMethods } from "./quantize-methods/registry";

/** One quantised copy of the student. */
export const quantizeSchema = z.strictObject({
  method: z.enum(namesOf(quantizeMethods)),
  bits: z.union([z.literal(4), z.literal(8)]).default(4),
  /** Weights that share one scale; used by calibrated methods. */
  groupSize: z.union([z.literal(-1), z.int().min(8).max(1024)]).default(128),
  /** Calibration rows taken from the training data; used by calibrated methods. */
  samples: z.int().min(1).max(100_000).default(256),
});

export type Quantize = z.infer<typeof quantizeSchema>;
