import { z } from "zod";

export const quantizeSchema = z.strictObject({
  method: z.enum(["bnb"]),
  bits: z.union([z.literal(4), z.literal(8)]).default(4),
});

export type Quantize = z.infer<typeof quantizeSchema>;
