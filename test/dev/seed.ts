import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../server/contract/error";
import { verbatim } from "../../server/contract/message";
import { saveHostSettings } from "../../server/domain/placement/host/settings";
import { holdRun } from "../../server/domain/placement/queue/change";
import { createRun } from "../../server/domain/runs/control/create";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { createMemory } from "../../server/runner/memory";
import { tick } from "../../server/runner/runner";
import { createSimulatedEngine } from "../fake-engine/simulation";
import { pastRecipes, presentRecipes } from "./sample-recipes";

const usualLookMs = 5_000;
const longestMs = 4 * 60 * 60_000;

/** The runs of a seeded home by what they show. */
export type Seeded = {
  succeeded: string;
  failed: string;
  trials: string[];
  sweepId: string;
  running: string;
  held: string;
};

/**
 * Fills an empty database: runs that the fake engine made in the hour before now, by a clock that is turned on instead of
 * waited for, then runs that wait for a runner. `lookMs`: how often the runner of the past looked, which its times are rounded to.
 */
export async function seed(services: Services, lookMs = usualLookMs): Promise<Seeded> {
  saveHostSettings(services, { cpuSlots: 2 });
  const clock = turnClock(Date.now() - 60 * 60_000);
  try {
    const succeeded = await createRun(services, { recipe: pastRecipes.succeeded });
    const failed = await createRun(services, { recipe: pastRecipes.failed });
    const sweep = await createRun(services, { recipe: pastRecipes.sweep });
    const past = [succeeded, failed, sweep].flatMap(({ runIds }) => runIds);
    await runToTheEnd(services, past, clock, lookMs);
    clock.restore();
    const held = await createRun(services, { recipe: presentRecipes.held });
    holdRun(services.db, held.runId);
    const running = await createRun(services, { recipe: presentRecipes.running });
    return {
      succeeded: succeeded.runId,
      failed: failed.runId,
      trials: sweep.runIds,
      sweepId: sweep.sweepId ?? "",
      running: running.runId,
      held: held.runId,
    };
  } finally {
    clock.restore();
  }
}

/** The same once for a home of samples: one that was cut off is begun anew. False when the home has them. */
export async function seedOnce(home: string, open: () => Services): Promise<boolean> {
  const { making, made } = marksOf(home);
  if (existsSync(made)) return false;
  if (existsSync(making))
    for (const name of ["stillroom.db", "stillroom.db-wal", "stillroom.db-shm", "runs"])
      rmSync(join(home, name), { recursive: true, force: true });
  writeFileSync(making, "");
  await seed(open());
  writeFileSync(made, "");
  rmSync(making);
  return true;
}

/** Throws `forbidden` for a home whose runs are a person's own: no made-up one is ever put among them. */
export function assertHomeOfSamples(home: string): void {
  const { making, made } = marksOf(home);
  if (existsSync(making) || existsSync(made) || !existsSync(join(home, "stillroom.db"))) return;
  throw new AppError(
    "forbidden",
    verbatim("This home has runs of its own, and made-up ones are never put among them"),
    {
      field: "STILLROOM_DEV_HOME",
      suggestion: verbatim("Name an empty folder, or one that npm run dev has made"),
    },
  );
}

/** Files that say how far the samples of a home are. */
function marksOf(home: string) {
  return { making: join(home, "samples.making"), made: join(home, "samples.made") };
}

type Clock = { advance: (ms: number) => void; restore: () => void };

/** Replaces the time of day of this process until it is restored. */
function turnClock(startMs: number): Clock {
  const real = Date.now;
  let nowMs = startMs;
  Date.now = () => nowMs;
  return {
    advance: (ms) => {
      nowMs += ms;
    },
    restore: () => {
      Date.now = real;
    },
  };
}

async function runToTheEnd(services: Services, runIds: string[], clock: Clock, lookMs: number): Promise<void> {
  const now = () => Date.now();
  const executor = createSimulatedEngine(now);
  const memory = createMemory();
  const isOver = (runId: string) => getRun(services, runId).endedAt !== null;
  for (let passedMs = 0; !runIds.every(isOver); passedMs += lookMs) {
    if (passedMs > longestMs) throw new Error("The sample runs did not come to an end");
    await tick({ services, executor, now, log: () => undefined }, memory);
    clock.advance(lookMs);
  }
}
