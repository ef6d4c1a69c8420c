import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { message } from "../../contract/message";
import { sweepSizeOf } from "../../contract/recipe/trials";
import type { RunDetail } from "../../contract/run";
import { openServices } from "../../domain/open";
import { findPause, pauseRemedy } from "../../domain/placement/host/pause";
import { isRunnerInCharge } from "../../domain/placement/host/status";
import { requireRecipe } from "../../domain/recipes/parse";
import { startRecipe } from "../../domain/runs/control/create";
import { measureTime } from "../../domain/runs/control/measure-time";
import { getSweep } from "../../domain/runs/sweeps/get";
import { getRun } from "../../domain/runs/views/get";
import { listRuns } from "../../domain/runs/views/list";
import type { Services } from "../../domain/services";
import { runUrl, sweepUrl } from "../address";
import { describeComparison } from "../comparison";
import { words } from "../language";
import { print, say } from "../output";
import { readRecipeFile } from "../recipe-file";
import { withRunner } from "../run-runner";
import { formatTable, percent } from "../table";
import { confirmSweep } from "./sweeps";

const active = ["queued", "running", "stopping"];

/** `stillroom run`, `runs` and `show`. */
export function addRunCommands(program: Command): void {
  program
    .command("run")
    .description("Start a recipe")
    .argument("<recipe>", "recipe file, YAML or JSON")
    .option("--wait", "end when the run has ended; exit code 0 only when it succeeded")
    .option("--measure", "run a few rows, items and steps of it, by which later estimates tell how long all take")
    .option("--yes", "start a sweep of many runs without asking")
    .option("--json", "print one JSON value")
    .action(startRun);
  program
    .command("runs")
    .description("List the runs, newest first")
    .option("--archived", "those in the archive")
    .option("--json", "print one JSON value")
    .action((options: { json?: boolean; archived?: boolean }) => {
      const services = openServices();
      sayPause(services);
      print(listRuns(services.db, { archived: options.archived ?? false }), options, (runs) =>
        formatTable(
          ["run", "name", "status", "done", "quality kept"],
          runs.map((run) => [
            run.id,
            run.name,
            run.recipeProblem === null ? run.status : `${run.status}, recipe cannot be read`,
            percent(run.progress.fraction),
            percent(run.headline?.qualityKept),
          ]),
        ),
      );
    });
  program
    .command("show")
    .description("Show a run with its stages, metrics and evaluations")
    .argument("<run>")
    .option("--json", "print one JSON value")
    .action((runId: string, options: { json?: boolean }) => print(getRun(openServices(), runId), options, describeRun));
}

type StartOptions = { wait?: boolean; measure?: boolean; yes?: boolean; json?: boolean };

async function startRun(file: string, options: StartOptions): Promise<void> {
  const services = openServices();
  const recipe = requireRecipe(readRecipeFile(file));
  const size = options.measure ? null : sweepSizeOf(recipe);
  if (size !== null) await confirmSweep(size, options.yes ?? false);
  const { runId, runIds, sweepId } = await (options.measure ? measureTime : startRecipe)(services, recipe);
  if (options.wait)
    await withRunner(services, say, async () => {
      for (const id of runIds) await waitForRun(services, id, say);
    });
  else if (!isRunnerInCharge(services)) say("No runner is alive: start one with 'stillroom up'");
  sayPause(services);
  const { status } = sweepId === null ? getRun(services, runId) : getSweep(services.db, sweepId);
  const url = sweepId === null ? runUrl(services.paths, runId) : sweepUrl(services.paths, sweepId);
  const told = sweepId === null ? { runId, url, status } : { sweepId, runIds, url, status };
  print(told, options, () => `${sweepId ?? runId}  ${status}  ${url}`);
  if (options.wait && status !== "succeeded") process.exitCode = 1;
}

/** Says on stderr that the runner waits, and what to do. */
function sayPause({ paths }: Services): void {
  const pause = findPause(paths, Date.now());
  if (pause !== null) say(words(message("doctor.runner-waits", { words: pause.message, remedy: pauseRemedy(pause) })));
}

/** Waits until a run has ended, telling each stage that begins or ends. */
export async function waitForRun(services: Services, runId: string, tell: (line: string) => void): Promise<RunDetail> {
  const told = new Map<string, string>();
  for (;;) {
    const run = getRun(services, runId);
    for (const { key, status, exit } of run.stages) {
      if (told.get(key) !== status && !["waiting", "ready", "starting"].includes(status))
        tell(`${key}: ${status}${exit && exit.outcome !== "succeeded" ? ` (${words(exit.message)})` : ""}`);
      told.set(key, status);
    }
    if (!active.includes(run.status)) return run;
    await sleep(500);
  }
}

function describeRun(run: RunDetail): string {
  const stages = formatTable(
    ["stage", "status", "attempts"],
    run.stages.map(({ key, status, attempts }) => [key, status, String(attempts.length)]),
  );
  const problem = run.recipeProblem === null ? [] : [words(run.recipeProblem)];
  const damaged = run.damaged.length === 0 ? [] : [`Damaged: ${run.damaged.join(", ")}`];
  const cut = run.cutAnswers.map(({ stageKey, said, advice }) =>
    [`${stageKey}: ${words(said)}`, ...(advice === null ? [] : [words(advice)])].join("\n"),
  );
  return [`${run.name}  ${run.status}`, ...problem, ...damaged, stages, ...cut, describeComparison(run)].join("\n\n");
}
