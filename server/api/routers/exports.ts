import { z } from "zod";
import { exportOptionsSchema, exportSettingsSchema, modelExportSchema } from "../../contract/exports";
import { startExport, stopExport } from "../../domain/runs/exports/control";
import { listExports } from "../../domain/runs/exports/list";
import { exportOptions } from "../../domain/runs/exports/options";
import { procedure, router } from "../trpc";

export const exportsRouter = router({
  /** Exports of one run's models, newest first. */
  list: procedure
    .input(z.object({ runId: z.string() }))
    .output(z.array(modelExportSchema))
    .query(({ ctx, input }) => listExports(ctx.db, input.runId)),
  /** What this host can write. */
  options: procedure.output(exportOptionsSchema).query(({ ctx }) => exportOptions(ctx.paths)),
  start: procedure
    .input(
      z.object({
        runId: z.string(),
        subject: z.string(),
        settings: exportSettingsSchema,
        /** The hub's token, for this one push. */
        token: z.string().trim().min(1).max(1_000).nullable().default(null),
      }),
    )
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => startExport(ctx, input)),
  stop: procedure
    .input(z.object({ id: z.string() }))
    .output(z.void())
    .mutation(({ ctx, input }) => stopExport(ctx, input.id)),
});
