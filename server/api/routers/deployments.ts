import { z } from "zod";
import { deploymentSchema } from "../../contract/server";
import { startDeployment, stopDeployment } from "../../domain/runs/deployments/control";
import { listDeployments } from "../../domain/runs/deployments/list";
import { procedure, router } from "../trpc";

export const deploymentsRouter = router({
  /** Servers of one run, or of all when `runId` is null; newest first. */
  list: procedure
    .input(z.object({ runId: z.string().nullable().default(null) }))
    .output(z.array(deploymentSchema))
    .query(({ ctx, input }) => listDeployments(ctx.db, input.runId)),
  start: procedure
    .input(z.object({ runId: z.string(), subject: z.string() }))
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => startDeployment(ctx, input)),
  stop: procedure
    .input(z.object({ id: z.string() }))
    .output(z.void())
    .mutation(({ ctx, input }) => stopDeployment(ctx.db, input.id)),
});
