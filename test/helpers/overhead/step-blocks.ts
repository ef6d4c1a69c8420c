import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { attempts, stages } from "../../../db/schema/index";
import { cancelRun } from "../../../server/domain/runs/control";
import { createRun } from "../../../server/domain/runs/create";
import { getRun } from "../../../server/domain/runs/get";
import type { Services } from "../../../server/domain/services";
import { endGroup, startStillroom, waitFor } from "../processes";
import { createTinyHome, medianLength, recipeOf, secondsBySteps } from "./tiny-training";

/** Median seconds of a step of one training, while Stillroom's processes were stopped and while they were at work. */
export type StepBlocks = { stoppedSeconds: number; watchedSeconds: number };

type Options = { blocks: number; blockSeconds: number; models: string; engine: string };

const warmUpSteps = 100;
// What has piled up while a process was stopped is worked off after its return.
const settleMs = 500;
const startTimeoutMs = 600_000;

/**
 * Stops runner and attempt wrapper for every second block of one training (A B B A …), so that both kinds of steps have
 * the same process, memory and warmth; trainings that ran one after the other differ by more than what is looked for.
 */
export async function measureBlocks({ blocks, blockSeconds, models, engine }: Options): Promise<StepBlocks[]> {
  const services = createTinyHome(models, engine);
  const { home, runs } = services.paths;
  const runner = startStillroom(["runner"], { STILLROOM_HOME: home, STILLROOM_ENGINE: engine });
  const { runId } = await createRun(services, { recipe: recipeOf(1_000_000, 0) });
  const log = join(runs, runId, "distill", "a1", "output", "logging.jsonl");
  const passed = () => (existsSync(log) ? secondsBySteps(log) : []);
  const measured: StepBlocks[] = [];
  const watchers: number[] = [];
  try {
    await waitFor("the first steps", () => (passed().length > warmUpSteps ? true : null), startTimeoutMs);
    watchers.push(-(runner.pid ?? 0), wrapperOf(services, runId));
    const block = async (isWatched: boolean) => {
      for (const pid of watchers) process.kill(pid, isWatched ? "SIGCONT" : "SIGSTOP");
      await sleep(settleMs);
      const first = passed().length;
      await sleep(blockSeconds * 1_000);
      return medianLength(passed().slice(first));
    };
    for (let pair = 0; pair < blocks; pair += 1) {
      const [first, second] = [await block(pair % 2 === 0), await block(pair % 2 !== 0)];
      const [watchedSeconds, stoppedSeconds] = pair % 2 === 0 ? [first, second] : [second, first];
      measured.push({ stoppedSeconds, watchedSeconds });
    }
    return measured;
  } finally {
    for (const pid of watchers) process.kill(pid, "SIGCONT");
    cancelRun(services.db, runId);
    await waitFor("the end", () => (getRun(services, runId).status === "cancelled" ? true : null), 120_000);
    await endGroup(runner, "SIGTERM");
  }
}

function wrapperOf({ db }: Services, runId: string): number {
  const attempt = db
    .select({ handleJson: attempts.handleJson, key: stages.key })
    .from(attempts)
    .innerJoin(stages, eq(attempts.stageId, stages.id))
    .where(eq(stages.runId, runId))
    .all()
    .find(({ key }) => key === "distill");
  return JSON.parse(attempt?.handleJson ?? "{}").pid;
}
