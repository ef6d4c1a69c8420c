import { dataRouter } from "./routers/data";
import { deploymentsRouter } from "./routers/deployments";
import { evaluationsRouter } from "./routers/evaluations";
import { eventsRouter } from "./routers/events";
import { executorsRouter } from "./routers/executors";
import { exportsRouter } from "./routers/exports";
import { filesRouter } from "./routers/files";
import { hostRouter } from "./routers/host";
import { importsRouter } from "./routers/imports";
import { logsRouter } from "./routers/logs";
import { metricsRouter } from "./routers/metrics";
import { modelsRouter } from "./routers/models";
import { recipesRouter } from "./routers/recipes";
import { runsRouter } from "./routers/runs";
import { sharesRouter } from "./routers/shares";
import { sweepsRouter } from "./routers/sweeps";
import { router } from "./trpc";

export const appRouter = router({
  data: dataRouter,
  deployments: deploymentsRouter,
  exports: exportsRouter,
  evaluations: evaluationsRouter,
  events: eventsRouter,
  executors: executorsRouter,
  files: filesRouter,
  host: hostRouter,
  imports: importsRouter,
  logs: logsRouter,
  metrics: metricsRouter,
  models: modelsRouter,
  recipes: recipesRouter,
  runs: runsRouter,
  shares: sharesRouter,
  sweeps: sweepsRouter,
});

export type AppRouter = typeof appRouter;
