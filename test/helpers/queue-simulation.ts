import { runs } from "../../db/schema/index";
import type { RecipeInput } from "../../server/contract/recipe/recipe";
import { listEntries, type QueueEntry } from "../../server/domain/placement/queue/entries";
import { createRun } from "../../server/domain/runs/control/create";
import type { Services } from "../../server/domain/services";
import { createMemory } from "../../server/runner/memory";
import { tick } from "../../server/runner/runner";
import { createFakeInputs } from "./fake-engine";
import { randomFrom } from "./random";
import { createHome, createServices } from "./services";
import { createSimulation, type Simulation } from "./simulated-executor";

/** One attempt: whose it was, which GPUs it had, and from when to when. */
export type Span = Pick<QueueEntry, "runId" | "experimentId" | "runNumber" | "priority"> & {
  gpus: number[];
  from: number;
  to: number;
};
/** What the runner left behind after one look: GPUs in use (twice if twice given), and stages that wait. */
export type Look = { atMs: number; used: number[]; waiting: QueueEntry[]; keptFor: string | null };
export type Observation = { spans: Span[]; looks: Look[]; statuses: string[] };
type Size = { runs: number; experiments: number; gpuCount: number };

const minuteMs = 60_000;

/** Queues runs of mixed sizes, priorities and lengths (1 to 10 minutes a stage), one experiment after the other, and lets the runner work them off on simulated GPUs by a simulated clock. */
export async function simulateQueue(size: Size): Promise<Observation> {
  const home = createHome();
  const services = createServices(home);
  const random = randomFrom(7);
  await queueRuns(services, createFakeInputs(home, { lines: 1, perSecond: 1 }), size, random);
  let clock = Date.now();
  const now = () => clock;
  const executor = createSimulation(size.gpuCount, now, () => Math.ceil(random() * 10) * minuteMs);
  const memory = createMemory();
  const looks: Look[] = [];
  for (;;) {
    memory.gpus = (await executor.capacity()).gpus;
    await tick({ services, executor, now, log: () => undefined }, memory);
    const running = executor.running();
    looks.push({
      atMs: clock,
      used: running.flatMap(({ gpus }) => gpus),
      waiting: listEntries(services.db).filter(({ ready }) => ready),
      keptFor: memory.reservations.local?.stageId ?? null,
    });
    if (running.length === 0) return { looks, ...resultsOf(services, executor) };
    clock = Math.min(...running.map(({ endsAt }) => endsAt));
  }
}

async function queueRuns(services: Services, inputs: RecipeInput, size: Size, random: () => number): Promise<void> {
  const pick = (values: number[]) => values[Math.floor(random() * values.length)] ?? 0;
  for (let index = 0; index < size.runs; index += 1) {
    const recipe: RecipeInput = {
      ...inputs,
      name: `experiment ${Math.floor((index * size.experiments) / size.runs)}`,
      // All different, so that nothing is reused.
      knowledge: [{ kind: "answers", maxTokens: 100 + index }],
      data: { ...inputs.data, seed: index },
      resources: { gpus: pick([1, 1, 1, 2, 2, 3, 4]), priority: pick([0, 0, 0, 0, 10, -10]) },
    };
    await createRun(services, { recipe });
  }
}

function resultsOf({ db }: Services, { attempts }: Simulation): Pick<Observation, "spans" | "statuses"> {
  const rows = db.select().from(runs).all();
  const spans = attempts.flatMap(({ directory, gpus, startedAt, endsAt }) => {
    const row = rows.find(({ id }) => directory.includes(`/${id}/`));
    if (row === undefined) return [];
    const { id: runId, experimentId, number: runNumber, priority } = row;
    return { runId, experimentId, runNumber, priority, gpus, from: startedAt, to: endsAt };
  });
  return { spans, statuses: rows.map(({ status }) => status) };
}
