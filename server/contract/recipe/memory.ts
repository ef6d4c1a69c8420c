import { z } from "zod";

/** DeepSpeed configurations by name; their content is in `deepspeed.ts`. ZeRO: arXiv:1910.02054. */
export const deepspeedPresetSchema = z.enum(["zero2", "zero2-offload", "zero3", "zero3-offload"]);
export type DeepspeedPreset = z.infer<typeof deepspeedPresetSchema>;

/** Levers that make big models fit; each maps to flags or files of ms-swift. */
export const memorySchema = z.strictObject({
  attention: z.enum(["sdpa", "eager", "flash-attention-2", "flash-attention-3"]).default("sdpa"),
  gradientCheckpointing: z.boolean().default(true),
  /** A preset by name, or the whole DeepSpeed JSON. */
  deepspeed: z.union([deepspeedPresetSchema, z.record(z.string(), z.unknown())]).optional(),
  /** Gradient low-rank projection (GaLore, arXiv:2403.03507; quantised: Q-GaLore, arXiv:2407.08296). */
  galore: z
    .strictObject({
      rank: z.int().min(1).max(4096).default(128),
      quantized: z.boolean().default(false),
      updateProjectionEvery: z.int().min(1).max(100_000).default(50),
    })
    .optional(),
  /** GPUs that share one sequence (Ulysses and ring attention). */
  sequenceParallel: z.int().min(1).max(64).default(1),
  liger: z.boolean().default(false),
  /** Keeps the teacher in host memory between its forward passes. */
  teacherOffload: z.boolean().default(false),
});
export type Memory = z.infer<typeof memorySchema>;
