import { performance } from "node:perf_hooks";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { appRouter } from "../../server/api/root";
import { insertManyRuns } from "../helpers/many-runs";
import { createServices } from "../helpers/services";

/** What the list of runs costs at the server with 10,000 runs, ms and bytes of whole answers. Machines differ: compare figures of one run. */
const count = Number(process.env.RUNS ?? 10_000);
const services = createServices(process.env.STILLROOM_BENCH_HOME);
const isNew = services.db.$client.prepare("SELECT 1 FROM runs").get() === undefined;
const seedMs = isNew ? timeOf(() => insertManyRuns(services, count, { points: 295 })) : 0;

function timeOf(work: () => void): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}

/** `ms` as a clock shows it, `cpuMs` as this process worked, which other programs do not lengthen. */
async function ask(path: string, input: object): Promise<{ ms: number; cpuMs: number; kilobytes: number }> {
  const endpoint = "/api/trpc";
  const url = `http://127.0.0.1${endpoint}/${path}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  const from = performance.now();
  const cpuFrom = process.cpuUsage();
  const response = await fetchRequestHandler({
    endpoint,
    req: new Request(url),
    router: appRouter,
    createContext: () => services,
  });
  const text = await response.text();
  const { user, system } = process.cpuUsage(cpuFrom);
  if (!response.ok) throw new Error(text);
  return { ms: performance.now() - from, cpuMs: (user + system) / 1_000, kilobytes: text.length / 1_024 };
}

const rounds = 15;

async function median(path: string, input: object) {
  const all: Awaited<ReturnType<typeof ask>>[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await ask(path, input));
  const middle = (figure: "ms" | "cpuMs" | "kilobytes") =>
    Number((all.map((entry) => entry[figure]).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0).toFixed(1));
  return { ms: middle("ms"), cpuMs: middle("cpuMs"), kilobytes: middle("kilobytes") };
}

const first = await ask("runs.list", {});
const left = services.db.$client.prepare("SELECT count(*) FROM run_facts WHERE is_stale = 1").pluck();
const from = performance.now();
while (Number(left.get()) > 0) await new Promise((resolve) => setTimeout(resolve, 100));
const figures = {
  runs: count,
  seedMs: Math.round(seedMs),
  firstAfterMigration: { ms: Math.round(first.ms), restMs: Math.round(performance.now() - from) },
  firstPage: await median("runs.list", {}),
  search: await median("runs.list", { search: "distil-7 student-2" }),
  status: await median("runs.list", { statuses: ["failed"] }),
  tag: await median("runs.list", { tags: ["tag-3"] }),
  bySpeed: await median("runs.list", { sort: "quality" }),
  byRecipeKey: await median("runs.list", {
    sort: "recipe:training.learningRate",
    keys: ["training.learningRate", "training.epochs"],
  }),
  lastPage: await median("runs.list", { offset: count - 40 }),
  groupsByKey: await median("runs.groups", { by: "recipe:training.learningRate" }),
  groupsByPair: await median("runs.groups", { by: "pair" }),
  facets: await median("runs.facets", {}),
  oneRow: await median("runs.rows", { runIds: ["r5"] }),
  queue: await median("runs.queue", {}),
};
process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`);
