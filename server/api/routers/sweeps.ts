import { z } from "zod";
import { sweepDetailSchema } from "../../contract/sweep";
import { cancelSweep } from "../../domain/runs/control/cancel-sweep";
import { getSweep } from "../../domain/runs/sweeps/get";
import { procedure, router } from "../trpc";

const byId = z.object({ sweepId: z.string() });

export const sweepsRouter = router({
  get: procedure
    .input(byId)
    .output(sweepDetailSchema)
    .query(({ ctx, input }) => getSweep(ctx.db, input.sweepId)),
  /** Cancels every run of the sweep that has not ended. */
  cancel: procedure
    .input(byId)
    .output(z.object({ cancelled: z.int() }))
    .mutation(({ ctx, input }) => ({ cancelled: cancelSweep(ctx.db, input.sweepId) })),
});
