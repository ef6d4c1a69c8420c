import { z } from "zod";

/** Levers that make big models fit; each maps to one ms-swift flag. */
export const memorySchema = z.strictObject({
  attention: z.enum(["sdpa", "eager"]).default("sdpa"),
  gradientCheckpointing: z.boolean().default(true),
});
