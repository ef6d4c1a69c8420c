import { z } from "zod";
import { namesOf } from "../registry";
import { serveEngines } from "./serve-engines";
import { extraArgsSchema } from "./training";

export const serveEngineSchema = z.enum(namesOf(serveEngines));

export const serveSchema = z.strictObject({
  engine: serveEngineSchema.default("transformers"),
  /** What the student will be used for; decides which engine is advised. */
  use: z.enum(["interactive", "throughput", "agents", "ascend"]).default("interactive"),
  maxModelLen: z.int().min(16).optional(),
  /** Bounds for autoscaling in the deployment bundle. */
  replicas: z
    .strictObject({ min: z.int().min(0).max(1000).default(1), max: z.int().min(1).max(1000).default(2) })
    .prefault({}),
  extraArgs: extraArgsSchema,
});
export type Serve = z.infer<typeof serveSchema>;
