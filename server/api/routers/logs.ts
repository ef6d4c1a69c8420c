import { z } from "zod";
import { logMatchesSchema, logSliceSchema } from "../../contract/log";
import { readLog } from "../../domain/results/logs/read";
import { searchLog } from "../../domain/results/logs/search";
import { procedure, router } from "../trpc";

const place = z.object({ runId: z.string(), stageKey: z.string(), attempt: z.int().optional() });

export const logsRouter = router({
  /** A slice by byte offset: from `startBytes` on, or the last `maxBytes` when it is null; the latest attempt when `attempt` is absent. */
  read: procedure
    .input(
      place.extend({
        startBytes: z.int().min(0).nullable().default(null),
        maxBytes: z.int().min(1).max(1_048_576).default(131_072),
      }),
    )
    .output(logSliceSchema)
    .query(({ ctx, input }) => readLog(ctx, input)),
  search: procedure
    .input(place.extend({ query: z.string().min(1).max(200), limit: z.int().min(1).max(500).default(200) }))
    .output(logMatchesSchema)
    .query(({ ctx, input }) => searchLog(ctx, input)),
});
