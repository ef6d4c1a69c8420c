import { z } from "zod";
import { extraArgsSchema } from "./training";

export const serveSchema = z.strictObject({
  engine: z.enum(["transformers"]).default("transformers"),
  maxModelLen: z.int().min(16).optional(),
  extraArgs: extraArgsSchema,
});
