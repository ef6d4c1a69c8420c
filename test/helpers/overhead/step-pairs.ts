import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { recipeSchema } from "../../../server/contract/recipe/recipe";
import { executablesOf } from "../../../server/domain/placement/executors/executables";
import { createRun } from "../../../server/domain/runs/control/create";
import { getRun } from "../../../server/domain/runs/views/get";
import type { Services } from "../../../server/domain/services";
import { stagesOf } from "../../../server/engines/registry";
import { attemptEnvironment } from "../../../server/executors/local/environment";
import { endGroup, startStillroom, waitFor } from "../processes";
import { createTinyHome, recipeOf, stepTimes } from "./tiny-training";

/** Mean seconds of a step alone and under Stillroom, of trainings that ran one after the other. */
export type StepPair = { aloneSeconds: number; stillroomSeconds: number };

const warmUpSteps = 10;
const warmUpSeed = 1_000;
const runTimeoutMs = 1_200_000;

/**
 * Trains the same recipe alone and under Stillroom in turn (A B B A …). `models` holds the tiny pair, `engine` the engine.
 * One runner stays for all trainings and is warm before the first that counts; it is stopped where one runs alone.
 */
export async function measurePairs(
  { pairs, steps, models, engine }: { pairs: number; steps: number; models: string; engine: string },
  tell: (line: string) => void,
): Promise<StepPair[]> {
  const services = createTinyHome(models, engine);
  const measured: StepPair[] = [];
  const runner = startStillroom(["runner"], { STILLROOM_HOME: services.paths.home, STILLROOM_ENGINE: engine });
  const group = -(runner.pid ?? 0);
  const alone = async (seed: number) => {
    process.kill(group, "SIGSTOP");
    try {
      return await trainAlone(services, recipeOf(steps, seed));
    } finally {
      process.kill(group, "SIGCONT");
    }
  };
  const under = (seed: number) => trainUnder(services, recipeOf(steps, seed));
  try {
    if (pairs > 0) await under(warmUpSeed);
    for (let pair = 0; pair < pairs; pair += 1) {
      // Another seed for each pair, so that nothing is reused.
      const [first, second] = pair % 2 === 0 ? [alone, under] : [under, alone];
      const [one, two] = [await first(pair), await second(pair)];
      const [aloneSeconds, stillroomSeconds] = pair % 2 === 0 ? [one, two] : [two, one];
      measured.push({ aloneSeconds, stillroomSeconds });
      tell(`pair ${pair + 1}: ${aloneSeconds.toFixed(4)} s alone, ${stillroomSeconds.toFixed(4)} s under Stillroom`);
    }
    return measured;
  } finally {
    await endGroup(runner, "SIGTERM");
  }
}

async function trainAlone(services: Services, input: object): Promise<number> {
  const recipe = recipeSchema.parse(input);
  const { paths } = services;
  const directory = join(paths.home, `alone-${recipe.data.seed}`);
  const stage = stagesOf(recipe).find(({ kind }) => kind === "distill");
  if (stage === undefined) throw new Error("The recipe trains nothing");
  const resolve = (reference: string) => join(paths.home, reference);
  const plan = stage.plan({
    recipe,
    directory,
    executables: executablesOf(paths),
    inputs: {},
    resolve,
    resumeFrom: null,
  });
  for (const [name, content] of Object.entries(plan.files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
  const [program = "", ...args] = plan.argv;
  const log = openSync(join(directory, "out.log"), "w");
  const env = attemptEnvironment(process.env, plan.env);
  const child = spawn(program, args, { cwd: directory, env, detached: true, stdio: ["ignore", log, log] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`The training alone ended with ${code}: ${join(directory, "out.log")}`);
  return meanStep(join(directory, "output", "logging.jsonl"));
}

async function trainUnder(services: Services, recipe: object): Promise<number> {
  const { runs } = services.paths;
  const { runId } = await createRun(services, { recipe });
  const directory = join(runs, runId, "distill", "a1");
  // Looking into the database all the time would slow the training down.
  await waitFor(`the end of ${directory}`, () => existsSync(join(directory, "exit.json")) || null, runTimeoutMs);
  const ended = ["succeeded", "failed", "cancelled"];
  const look = () => (ended.includes(getRun(services, runId).status) ? getRun(services, runId).status : null);
  const status = await waitFor(`run ${runId}`, look, runTimeoutMs);
  if (status !== "succeeded") throw new Error(`The run under Stillroom is ${status}: ${runs}/${runId}`);
  return meanStep(join(directory, "output", "logging.jsonl"));
}

/** Mean seconds of a step after the first ones. */
function meanStep(file: string): number {
  const times = stepTimes(readFileSync(file, "utf8"));
  const [first, last] = [times[warmUpSteps], times.at(-1)];
  if (first === undefined || last === undefined) throw new Error(`Too few steps in ${file}`);
  return (last.atSeconds - first.atSeconds) / (last.step - first.step);
}
