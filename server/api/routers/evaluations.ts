import { z } from "zod";
import { comparedItemsSchema, evaluationSchema, itemFilterSchema } from "../../contract/evaluation";
import { compareItems } from "../../domain/results/evaluations/items";
import { listEvaluations } from "../../domain/results/evaluations/list";
import { procedure, router } from "../trpc";

const runIds = z.array(z.string()).min(1).max(12);

export const evaluationsRouter = router({
  list: procedure
    .input(z.object({ runIds }))
    .output(z.array(evaluationSchema))
    .query(({ ctx, input }) => listEvaluations(ctx.db, input.runIds)),
  /** Items side by side; `columns` are `runId:subject` keys, and decide what the filter compares. */
  items: procedure
    .input(
      z.object({
        columns: z.array(z.string()).min(1).max(24),
        dataset: z.string().nullable().default(null),
        filter: itemFilterSchema.default("all"),
        search: z.string().max(200).default(""),
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(200).default(50),
      }),
    )
    .output(comparedItemsSchema)
    .query(({ ctx, input }) => compareItems(ctx.db, input)),
});
