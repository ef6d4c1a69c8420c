import { z } from "zod";
import { hubLookSchema, hubModelSchema, hubSchema, modelDownloadSchema } from "../../contract/downloads";
import { lookAtHubModel } from "../../domain/placement/downloads/look";
import { latestDownload, startDownload, stopDownload } from "../../domain/placement/downloads/requests";
import { procedure, router } from "../trpc";

const hub = hubSchema.default("huggingface");

/** Models of the hubs. */
export const modelsRouter = router({
  /** Whether a model that a recipe names is here, and what a download would take; null for what is no hub id. */
  look: procedure
    .input(z.object({ reference: z.string().max(4_096), hub }))
    .output(hubLookSchema.nullable())
    .query(({ ctx, input, signal }) => lookAtHubModel(ctx, input.hub, input.reference, signal)),
  /** The latest download of a model, from whichever hub; null where there was none. */
  download: procedure
    .input(z.object({ model: hubModelSchema }))
    .output(modelDownloadSchema.nullable())
    .query(({ ctx, input }) => latestDownload(ctx, input.model)),
  startDownload: procedure
    .input(z.object({ model: z.string().trim().min(1).max(300), hub }))
    .output(modelDownloadSchema)
    .mutation(({ ctx, input }) => startDownload(ctx, input.hub, input.model)),
  stopDownload: procedure
    .input(z.object({ id: z.string() }))
    .output(z.void())
    .mutation(({ ctx, input }) => stopDownload(ctx, input.id)),
});
