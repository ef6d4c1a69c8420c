import { z } from "zod";
import { clusterKindSchema, clusterSchema } from "../../contract/executor";
import { listClusters, requestTest, saveCluster } from "../../domain/placement/executors/clusters";
import { procedure, router } from "../trpc";

const savedSchema = z.object({
  kind: clusterKindSchema,
  settings: z.unknown(),
  /** Left out: as it was; null: removed. */
  token: z.string().trim().min(1).max(10_000).nullable().optional(),
});

export const executorsRouter = router({
  list: procedure.output(z.array(clusterSchema)).query(({ ctx }) => listClusters(ctx)),
  save: procedure
    .input(savedSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => saveCluster(ctx, input)),
  test: procedure
    .input(z.object({ kind: clusterKindSchema }))
    .output(z.void())
    .mutation(({ ctx, input }) => requestTest(ctx, input.kind)),
});
