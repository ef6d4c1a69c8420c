import { z } from "zod";

export const resourcesSchema = z.strictObject({
  executor: z.enum(["local"]).default("local"),
  gpus: z.int().min(0).max(1024).default(0),
});
