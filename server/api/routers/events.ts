import { tracked } from "@trpc/server";
import { z } from "zod";
import { followEvents } from "../../domain/pipeline/events/follow";
import { procedure, router } from "../trpc";

export const eventsRouter = router({
  /** Every change, in order, from `lastEventId` on (from now when null); resumes after a reconnect without gap or double. */
  stream: procedure.input(z.object({ lastEventId: z.coerce.number().int().nullish() })).subscription(async function* ({
    ctx,
    input,
    signal,
  }) {
    for await (const event of followEvents(ctx.db, input.lastEventId ?? null, signal)) {
      yield tracked(String(event.id), event);
    }
  }),
});
