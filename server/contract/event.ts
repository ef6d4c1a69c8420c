import { z } from "zod";

/** What changed, for the browser to refetch: ids are row ids of the append-only `events` table. */
export const streamEventSchema = z.object({
  id: z.number().int(),
  kind: z.enum(["run", "stage", "metrics", "log", "deployment", "share", "runner"]),
  runId: z.string().nullable(),
  stageKey: z.string().nullable(),
  atMs: z.number(),
});
export type StreamEvent = z.infer<typeof streamEventSchema>;
export type StreamEventKind = StreamEvent["kind"];
