import { z } from "zod";

/** What importing a folder would make a run of. */
export const importPreviewSchema = z.object({
  /** The folder by its real path. */
  source: z.string(),
  kind: z.enum(["ms-swift", "tensorboard"]),
  /** Name of the run unless another is given. */
  name: z.string(),
  attempts: z.int(),
  curves: z.int(),
  points: z.int(),
  checkpoints: z.int(),
  step: z.number().nullable(),
  totalSteps: z.number().nullable(),
  /** The log tells that the training has come to its end. */
  hasEnded: z.boolean(),
  writtenAtMs: z.number().nullable(),
  /** The run that was made of it before, which is brought up to date. */
  known: z.object({ runId: z.string(), name: z.string() }).nullable(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** A folder that can be imported, or the output folders in it of which one has to be chosen. */
export const importLookSchema = z.union([
  z.object({ preview: importPreviewSchema, choices: z.null() }),
  z.object({ preview: z.null(), choices: z.array(z.string()) }),
]);
export type ImportLook = z.infer<typeof importLookSchema>;
