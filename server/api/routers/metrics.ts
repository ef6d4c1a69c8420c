import { z } from "zod";
import { metricSeriesSchema } from "../../contract/metric";
import { listSeries } from "../../domain/results/metrics/series";
import { procedure, router } from "../trpc";

export const metricsRouter = router({
  /** Curves of several runs in one request, thinned to `points` a series with minima and maxima kept. `keys` null means all. */
  series: procedure
    .input(
      z.object({
        runIds: z.array(z.string()).min(1).max(50),
        keys: z.array(z.string()).nullable().default(null),
        points: z.int().min(2).max(200_000).default(800),
      }),
    )
    .output(z.array(metricSeriesSchema))
    .query(({ ctx, input }) => listSeries(ctx.db, input)),
});
