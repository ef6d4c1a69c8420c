import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { recipeSchema } from "../../../server/contract/recipe/recipe";
import { createRun } from "../../../server/domain/runs/create";
import { getRun } from "../../../server/domain/runs/get";
import type { Services } from "../../../server/domain/services";
import { executablesOf } from "../../../server/domain/stages/inputs";
import { stagesOf } from "../../../server/engines/registry";
import { attemptEnvironment } from "../../../server/executors/local/environment";
import { endGroup, startStillroom, waitFor } from "../processes";
import { createTinyHome, medianLength, recipeOf, secondsBySteps } from "./tiny-training";

/** Median seconds of a step alone and under Stillroom, of trainings that ran one after the other. */
export type StepPair = { aloneSeconds: number; stillroomSeconds: number };

const warmUpSteps = 10;
const runTimeoutMs = 1_200_000;

/** Trains the same recipe alone and under Stillroom in turn (A B B A …). `models` holds the tiny pair, `engine` the engine. */
export async function measurePairs(
  { pairs, steps, models, engine }: { pairs: number; steps: number; models: string; engine: string },
  tell: (line: string) => void,
): Promise<StepPair[]> {
  const services = createTinyHome(models, engine);
  const measured: StepPair[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    // Another seed for each pair, so that nothing is reused.
    const alone = () => trainAlone(services, recipeOf(steps, pair));
    const under = () => trainUnder(services, engine, recipeOf(steps, pair));
    const [first, second] = pair % 2 === 0 ? [alone, under] : [under, alone];
    const [one, two] = [await first(), await second()];
    const [aloneSeconds, stillroomSeconds] = pair % 2 === 0 ? [one, two] : [two, one];
    measured.push({ aloneSeconds, stillroomSeconds });
    tell(`pair ${pair + 1}: ${aloneSeconds.toFixed(4)} s alone, ${stillroomSeconds.toFixed(4)} s under Stillroom`);
  }
  return measured;
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
  return medianStep(join(directory, "output", "logging.jsonl"));
}

async function trainUnder(services: Services, engine: string, recipe: object): Promise<number> {
  const { home, runs } = services.paths;
  const runner = startStillroom(["runner"], { STILLROOM_HOME: home, STILLROOM_ENGINE: engine });
  try {
    const { runId } = await createRun(services, { recipe });
    const ended = ["succeeded", "failed", "cancelled"];
    const look = () => (ended.includes(getRun(services, runId).status) ? getRun(services, runId).status : null);
    const status = await waitFor(`run ${runId}`, look, runTimeoutMs);
    if (status !== "succeeded") throw new Error(`The run under Stillroom is ${status}: ${runs}/${runId}`);
    return medianStep(join(runs, runId, "distill", "a1", "output", "logging.jsonl"));
  } finally {
    await endGroup(runner, "SIGTERM");
  }
}

/** Median seconds of a step after the first ones. */
function medianStep(file: string): number {
  return medianLength(secondsBySteps(file).slice(warmUpSteps));
}
