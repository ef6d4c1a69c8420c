import { performance } from "node:perf_hooks";
import { attempts, experiments, runs, stages } from "../../db/schema/index";
import { appendPoints } from "../../server/domain/metrics/append";
import { listSeries } from "../../server/domain/metrics/series";
import { createServices } from "../helpers/services";

/** Points appended a second and ms for one thinned series, on a real database file. Machines differ: compare figures of one run. */
const total = 100_000;
const batch = 500;
const { db } = createServices();
const now = Date.now();
db.insert(experiments).values({ id: "e", name: "bench", createdAt: now }).run();
db.insert(runs)
  .values({
    id: "r",
    number: 1,
    experimentId: "e",
    name: "bench",
    status: "running",
    recipeJson: "{}",
    recipeDigest: "",
    tagsJson: "[]",
    notes: "",
    createdAt: now,
  })
  .run();
db.insert(stages)
  .values({
    id: "s",
    runId: "r",
    key: "distill",
    position: 0,
    kind: "distill",
    title: "",
    status: "running",
    dependsOnJson: "[]",
    argvJson: "[]",
    commandsJson: "[]",
    envJson: "{}",
  })
  .run();
db.insert(attempts)
  .values({ id: "s.a1", stageId: "s", number: 1, status: "running", executor: "local", directory: "" })
  .run();

const startedAt = performance.now();
for (let from = 0; from < total; from += batch) {
  const points = Array.from({ length: batch }, (_, index) => ({
    key: "loss",
    step: from + index,
    atMs: now,
    value: Math.sin(from + index),
  }));
  db.transaction((tx) => appendPoints(tx, { runId: "r", attemptId: "s.a1" }, points));
}
const appendSeconds = (performance.now() - startedAt) / 1_000;
const queries = Array.from({ length: 20 }, () => {
  const from = performance.now();
  listSeries(db, { runIds: ["r"], keys: ["loss"], points: 800 });
  return performance.now() - from;
}).sort((a, b) => a - b);
process.stdout.write(
  `${JSON.stringify({ points: total, appendedPerSecond: Math.round(total / appendSeconds), seriesP50Ms: Number((queries[10] ?? 0).toFixed(1)) })}\n`,
);
