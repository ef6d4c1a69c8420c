import { z } from "zod";
import { loadResultSchema } from "../../contract/evaluation";
import { messageSchema } from "../../contract/message";

/** What the measuring driver writes to `result.json`. */
export const measuredResultSchema = z.object({
  items: z.array(
    z.object({
      dataset: z.string(),
      index: z.number().int(),
      prompt: z.string(),
      references: z.array(z.string()),
      answer: z.string().nullable(),
      latencyMs: z.number().nullable(),
      error: z.string().nullable(),
    }),
  ),
  loads: z.array(loadResultSchema.extend({ reason: messageSchema.nullable() })),
  serverPeakMemoryBytes: z.number().nullable(),
  serverPeakGpuMemoryBytes: z.number().nullable().default(null),
  sizeBytes: z.number().nullable(),
  readyAfterMs: z.number().nullable(),
  reasons: z.record(z.string(), messageSchema),
});
export type MeasuredResult = z.infer<typeof measuredResultSchema>;
