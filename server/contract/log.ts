import { z } from "zod";

/** A slice of a log by byte offset; `text` begins and ends on line boundaries where possible. */
export const logSliceSchema = z.object({
  text: z.string(),
  startBytes: z.number().int(),
  endBytes: z.number().int(),
  sizeBytes: z.number().int(),
});
export type LogSlice = z.infer<typeof logSliceSchema>;

export const logMatchesSchema = z.object({
  matches: z.array(z.object({ offsetBytes: z.number().int(), text: z.string() })),
  truncated: z.boolean(),
});
