import { performance } from "node:perf_hooks";
import { appendPoints } from "../../server/domain/results/metrics/append";
import { listSeries } from "../../server/domain/results/metrics/series";
import { insertAttempt } from "../helpers/rows";
import { createServices } from "../helpers/services";

/** Points appended a second and ms for one thinned series, on a real database file. Machines differ: compare figures of one run. */
const total = 100_000;
const batch = 500;
const services = createServices();
const { db } = services;
const { runId, attemptId } = insertAttempt(services, services.paths.runs);
const now = Date.now();

const startedAt = performance.now();
for (let from = 0; from < total; from += batch) {
  const points = Array.from({ length: batch }, (_, index) => ({
    key: "loss",
    step: from + index,
    atMs: now,
    value: Math.sin(from + index),
  }));
  db.transaction(() => appendPoints(db, { runId, attemptId }, points));
}
const appendSeconds = (performance.now() - startedAt) / 1_000;
const queries = Array.from({ length: 20 }, () => {
  const from = performance.now();
  listSeries(db, { runIds: [runId], keys: ["loss"], points: 800 });
  return performance.now() - from;
}).sort((a, b) => a - b);
process.stdout.write(
  `${JSON.stringify({ points: total, appendedPerSecond: Math.round(total / appendSeconds), seriesP50Ms: Number((queries[10] ?? 0).toFixed(1)) })}\n`,
);
