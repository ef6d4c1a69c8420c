import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { attempts, stages } from "../../../db/schema/index";
import { cancelRun } from "../../../server/domain/runs/control";
import { createRun } from "../../../server/domain/runs/create";
import { getRun } from "../../../server/domain/runs/get";
import type { Services } from "../../../server/domain/services";
import { endGroup, startStillroom, waitFor } from "../processes";
import { readUse } from "./process-use";
import { createTinyHome, followSteps, recipeOf } from "./tiny-training";

/** Seconds of a step of one training, while Stillroom's processes were stopped and while they were at work, and the CPU they then took. */
export type StepBlocks = { stoppedSeconds: number; watchedSeconds: number; watchersCpuShare: number };

/** `rounds` of four blocks; `threads` the training may compute with, all cores when null. */
type Options = { rounds: number; blockSeconds: number; threads: number | null; models: string; engine: string };

type Block = { seconds: number; steps: number; watchersCpuSeconds: number; lastedSeconds: number };

const warmUpSteps = 100;
// The runner's code is compiled while it runs; that ends after about a minute.
const warmUpMs = 90_000;
// What has piled up while a process was stopped is worked off after its return.
const settleMs = 500;
const startTimeoutMs = 600_000;

/**
 * Stops runner and attempt wrapper for every second block of one training, so that both kinds of steps have the same
 * process, memory and warmth; trainings that ran one after the other differ by more than what is looked for. A round is
 * at work, stopped, stopped, at work (or the reverse), which cancels what drifts evenly; blocks are short, since the
 * speed of a shared machine changes within seconds.
 */
export async function measureBlocks(options: Options, tell: (round: StepBlocks) => void): Promise<StepBlocks[]> {
  const { rounds, blockSeconds, threads, models, engine } = options;
  const services = createTinyHome(models, engine);
  const { home, runs } = services.paths;
  const runner = startStillroom(["runner"], {
    STILLROOM_HOME: home,
    STILLROOM_ENGINE: engine,
    ...(threads !== null && { OMP_NUM_THREADS: String(threads) }),
  });
  const { runId } = await createRun(services, { recipe: recipeOf(1_000_000, 0) });
  const times = followSteps(join(runs, runId, "distill", "a1", "output", "logging.jsonl"));
  const measured: StepBlocks[] = [];
  const stopped: number[] = [];
  try {
    await waitFor("the first steps", () => (times().step > warmUpSteps ? true : null), startTimeoutMs);
    await sleep(warmUpMs);
    const [runnerPid, wrapperPid] = [runner.pid ?? 0, wrapperOf(services, runId)];
    stopped.push(-runnerPid, wrapperPid);
    const cpuSeconds = () => readUse(runnerPid, ["esbuild"]).cpuSeconds + readUse(wrapperPid).cpuSeconds;
    const block = async (isWatched: boolean): Promise<Block> => {
      for (const pid of stopped) process.kill(pid, isWatched ? "SIGCONT" : "SIGSTOP");
      await sleep(settleMs);
      const [from, usedBefore, startedAt] = [times(), cpuSeconds(), performance.now()];
      await sleep(blockSeconds * 1_000);
      const to = times();
      return {
        seconds: to.atSeconds - from.atSeconds,
        steps: to.step - from.step,
        watchersCpuSeconds: cpuSeconds() - usedBefore,
        lastedSeconds: (performance.now() - startedAt) / 1_000,
      };
    };
    for (let round = 0; round < rounds; round += 1) {
      const outerIsWatched = round % 2 === 0;
      const first = await block(outerIsWatched);
      const inner = [await block(!outerIsWatched), await block(!outerIsWatched)];
      const outer = [first, await block(outerIsWatched)];
      const [watched, alone] = outerIsWatched ? [outer, inner] : [inner, outer];
      const result = {
        stoppedSeconds: total(alone, "seconds") / total(alone, "steps"),
        watchedSeconds: total(watched, "seconds") / total(watched, "steps"),
        watchersCpuShare: total(watched, "watchersCpuSeconds") / total(watched, "lastedSeconds"),
      };
      measured.push(result);
      tell(result);
    }
    return measured;
  } finally {
    for (const pid of stopped) process.kill(pid, "SIGCONT");
    cancelRun(services.db, runId);
    await waitFor("the end", () => (getRun(services, runId).status === "cancelled" ? true : null), 120_000);
    await endGroup(runner, "SIGTERM");
  }
}

function total(blocks: readonly Block[], key: keyof Block): number {
  return blocks.reduce((sum, block) => sum + block[key], 0);
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
