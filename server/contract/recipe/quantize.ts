import { z } from "zod";

export const quantizeMethodSchema = z.enum(["gptq", "awq", "bnb", "fp8"]);
export type QuantizeMethod = z.infer<typeof quantizeMethodSchema>;

/** Bits a weight that each method can make, the usual first. */
export const quantizeBits = {
  gptq: [4, 8],
  awq: [4],
  bnb: [4, 8],
  fp8: [8],
} as const satisfies Record<QuantizeMethod, readonly (4 | 8)[]>;

/** One quantised copy of the student (GPTQ, arXiv:2210.17323; AWQ, arXiv:2306.00978; BNB, arXiv:2208.07339). */
export const quantizeSchema = z.strictObject({
  method: quantizeMethodSchema,
  bits: z.union([z.literal(4), z.literal(8)]).default(4),
  /** Weights that share one scale; used by GPTQ and AWQ. */
  groupSize: z.union([z.literal(-1), z.int().min(8).max(1024)]).default(128),
  /** Calibration rows taken from the training data; used by GPTQ and AWQ. */
  samples: z.int().min(1).max(100_000).default(256),
});

export type Quantize = z.infer<typeof quantizeSchema>;

/** True for methods that look at training data to choose the scales. */
export function isCalibrated(method: QuantizeMethod): boolean {
  return method === "gptq" || method === "awq";
}
