import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { attempts, stages } from "../../../db/schema/index";
import { createRun } from "../../../server/domain/runs/control/create";
import { cancelRun } from "../../../server/domain/runs/control/end-and-retry";
import { getRun } from "../../../server/domain/runs/views/get";
import type { Services } from "../../../server/domain/services";
import { endGroup, startStillroom, waitFor } from "../processes";
import { readUse } from "./process-use";
import { createTinyHome, followSteps, recipeOf, stepsOfLine } from "./tiny-training";

export type StepBlocks = {
  /** Of each round, the length of a step while Stillroom was at work over that while it was stopped. */
  ratios: number[];
  stepSeconds: number;
  /** Share of one core that runner and wrapper took while they were at work in the blocks, where they also made up for what had waited. */
  blockCpuShare: number;
  /** The same while nobody stopped them. */
  cpuShare: number;
};

/** `rounds` of four blocks; `threads` the training may compute with, all cores when null. */
type Options = { rounds: number; threads: number | null; models: string; engine: string };

const warmUpSteps = 100;
// The runner's code is compiled while it runs; that ends after about a minute.
const warmUpMs = 90_000;
const undisturbedMs = 60_000;
const startTimeoutMs = 600_000;

/**
 * Stops runner and attempt wrapper for every second block of steps of one training, so that both kinds of steps have the
 * same process, memory and warmth; trainings that ran one after the other differ by more than what is looked for. A round
 * is at work, stopped, stopped, at work (or the reverse), which cancels what drifts evenly. Blocks are as short as they
 * can be, since the speed of a shared machine wanders: what differs between neighbours is least.
 */
export async function measureBlocks(options: Options, tell: (ratios: readonly number[]) => void): Promise<StepBlocks> {
  const { rounds, threads, models, engine } = options;
  const services = createTinyHome(models, engine);
  const { home, runs } = services.paths;
  const runner = startStillroom(["runner"], {
    STILLROOM_HOME: home,
    STILLROOM_ENGINE: engine,
    ...(threads !== null && { OMP_NUM_THREADS: String(threads) }),
  });
  const { runId } = await createRun(services, { recipe: recipeOf(1_000_000, 0) });
  const log = join(runs, runId, "distill", "a1", "output", "logging.jsonl");
  const stopped: number[] = [];
  try {
    await waitFor("the training", () => existsSync(log) || null, startTimeoutMs);
    const training = followSteps(log);
    await training.until(warmUpSteps);
    await sleep(warmUpMs);
    const [runnerPid, wrapperPid] = [runner.pid ?? 0, wrapperOf(services, runId)];
    const cpuSeconds = () => readUse(runnerPid, ["esbuild"]).cpuSeconds + readUse(wrapperPid).cpuSeconds;
    const usedAtFirst = cpuSeconds();
    await sleep(undisturbedMs);
    const cpuShare = (cpuSeconds() - usedAtFirst) / (undisturbedMs / 1_000);

    stopped.push(-runnerPid, wrapperPid);
    const usedBefore = cpuSeconds();
    const total = { atWork: { seconds: 0, steps: 0 }, stopped: { seconds: 0, steps: 0 } };
    let from = training.last();
    const block = async (isAtWork: boolean) => {
      for (const pid of stopped) process.kill(pid, isAtWork ? "SIGCONT" : "SIGSTOP");
      const to = await training.until(from.step + stepsOfLine);
      const passed = { seconds: to.atSeconds - from.atSeconds, steps: to.step - from.step };
      const kind = isAtWork ? total.atWork : total.stopped;
      kind.seconds += passed.seconds;
      kind.steps += passed.steps;
      from = to;
      return passed.seconds / passed.steps;
    };
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const outerIsAtWork = round % 2 === 0;
      const outer = await block(outerIsAtWork);
      const inner = (await block(!outerIsAtWork)) + (await block(!outerIsAtWork));
      const ratio = (outer + (await block(outerIsAtWork))) / inner;
      ratios.push(outerIsAtWork ? ratio : 1 / ratio);
      tell(ratios);
    }
    return {
      ratios,
      stepSeconds: total.stopped.seconds / total.stopped.steps,
      blockCpuShare: (cpuSeconds() - usedBefore) / total.atWork.seconds,
      cpuShare,
    };
  } finally {
    for (const pid of stopped) process.kill(pid, "SIGCONT");
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
