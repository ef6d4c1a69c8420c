import { z } from "zod";
import { comparedItemsSchema, itemFilterSchema } from "../../contract/evaluation";
import { metricSeriesSchema } from "../../contract/metric";
import { sharedViewSchema, shareSchema } from "../../contract/share";
import { createShare, listShares, revokeShare } from "../../domain/publish/shares/manage";
import { viewShare, viewSharedItems, viewSharedSeries } from "../../domain/publish/shares/view";
import { procedure, router } from "../trpc";

const byToken = z.object({ token: z.string().min(16).max(64) });

export const sharesRouter = router({
  list: procedure
    .input(z.object({ runId: z.string().nullable().default(null) }))
    .output(z.array(shareSchema))
    .query(({ ctx, input }) => listShares(ctx.db, input.runId)),
  create: procedure
    .input(
      z.object({
        kind: z.enum(["run", "comparison"]),
        runIds: z.array(z.string()).min(1).max(12),
        title: z.string().trim().max(120).default(""),
        expiresAt: z.number().nullable().default(null),
      }),
    )
    .output(shareSchema)
    .mutation(({ ctx, input }) => createShare(ctx.db, input)),
  revoke: procedure
    .input(z.object({ id: z.string() }))
    .output(z.void())
    .mutation(({ ctx, input }) => revokeShare(ctx.db, input.id)),
  /** The public side: what the link shows and nothing else; a revoked, expired or unknown token is `not-found`. */
  view: procedure
    .input(byToken)
    .output(sharedViewSchema)
    .query(({ ctx, input }) => viewShare(ctx, input.token)),
  series: procedure
    .input(byToken.extend({ points: z.int().min(2).max(2000).default(800) }))
    .output(z.array(metricSeriesSchema))
    .query(({ ctx, input }) => viewSharedSeries(ctx.db, input)),
  items: procedure
    .input(
      byToken.extend({
        dataset: z.string().nullable().default(null),
        filter: itemFilterSchema.default("all"),
        search: z.string().max(200).default(""),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(comparedItemsSchema)
    .query(({ ctx, input }) => viewSharedItems(ctx.db, input)),
});
