import { z } from "zod";

export const resourcesSchema = z.strictObject({
  executor: z.enum(["local"]).default("local"),
  gpus: z.int().min(0).max(1024).default(0),
  /** How much of its one GPU a stage takes; what is left goes to stages that ask for a share too. Measured stages never share. */
  gpuShare: z.number().gt(0).max(1).optional(),
  /** Higher starts first; can be changed while a run waits. */
  priority: z.int().min(-100).max(100).default(0),
});
export type Resources = z.infer<typeof resourcesSchema>;
