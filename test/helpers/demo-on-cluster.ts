import type { ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { and, eq } from "drizzle-orm";
import { parse } from "yaml";
import { attempts, fileCursors, metricPoints, metricSeries, stages } from "../../db/schema/index";
import { type ClusterKind, clusterKindSchema } from "../../server/contract/executor";
import type { RecipeInput } from "../../server/contract/recipe/recipe";
import type { RunDetail } from "../../server/contract/run";
import { saveCluster } from "../../server/domain/placement/executors/clusters";
import { createRun } from "../../server/domain/runs/control/create";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { endGroup, startStillroom, waitFor } from "./processes";
import { createHome, createServices } from "./services";

const project = resolve(import.meta.dirname, "..", "..");
const installed = resolve(project, process.env.STILLROOM_HOME ?? ".stillroom");
const engine = process.env.STILLROOM_ENGINE ?? join(installed, "engine");

const demoModels = ["SmolLM2-135M-Instruct", "SmolLM2-10-layers"];

/** The demo as a person runs it on a cluster: the real engine and pair, a home of its own, a real runner. */
export type ClusterDemo = {
  services: Services;
  /** Starts the demo recipe with the first of its rows and questions; returns the run's id. */
  start: (kind: ClusterKind, training?: RecipeInput["training"]) => Promise<string>;
  run: (runId: string) => RunDetail;
  startRunner: () => void;
  killRunner: () => Promise<void>;
};

/** Sets clusters up in a new home, with the models of this installation. `env` is added to the runner's. */
export function createClusterDemo(
  settingsOf: Partial<Record<ClusterKind, Record<string, unknown>>>,
  env: Record<string, string> = {},
): ClusterDemo {
  const home = createHome();
  const services = createServices(home, engine);
  for (const name of demoModels) symlinkSync(join(installed, "models", name), join(home, "models", name));
  for (const kind of clusterKindSchema.options) {
    const settings = settingsOf[kind];
    if (settings !== undefined) saveCluster(services, { kind, settings });
  }
  let runner: ChildProcess | null = null;
  return {
    services,
    start: async (kind, training = {}) => {
      const { runId } = await createRun(services, { recipe: demoRecipe(home, kind, training) });
      return runId;
    },
    run: (runId) => getRun(services, runId),
    startRunner: () => {
      runner = startStillroom(["runner"], { ...env, STILLROOM_HOME: home, STILLROOM_ENGINE: engine });
    },
    killRunner: async () => {
      if (runner !== null) await endGroup(runner);
    },
  };
}

/** As many questions of each held-out set as tell whether all of them came back. */
export const askedItems = 12;
const taughtRows = 96;

/** `public/samples/demo.yaml` on another executor, with the first of its rows and questions alone. */
function demoRecipe(home: string, executor: ClusterKind, training: RecipeInput["training"]): RecipeInput {
  const recipe: RecipeInput = parse(readFileSync(join(project, "public", "samples", "demo.yaml"), "utf8"));
  const { data } = recipe;
  return {
    ...recipe,
    data: {
      ...data,
      train: data.train.map((path) => firstLines(home, path, taughtRows)),
      evaluation: data.evaluation?.map((set) => ({ ...set, path: firstLines(home, set.path, askedItems) })),
    },
    training: { ...recipe.training, ...training },
    resources: { ...recipe.resources, executor },
  };
}

function firstLines(home: string, path: string, count: number): string {
  const lines = readFileSync(join(project, path), "utf8").trim().split("\n").slice(0, count);
  const file = join("data", basename(path));
  mkdirSync(join(home, "data"), { recursive: true });
  writeFileSync(join(home, file), `${lines.join("\n")}\n`);
  return file;
}

/** The run once its training has got to `step`, by what is stored. */
export function untilStep({ run: runOf }: ClusterDemo, runId: string, step: number): Promise<RunDetail> {
  return waitFor(
    `step ${step}`,
    () => {
      const run = runOf(runId);
      const distill = run.stages.find(({ key }) => key === "distill");
      if (["failed", "cancelled"].includes(run.status))
        throw new Error(`The run is ${run.status}: ${JSON.stringify(run.stages.map(({ exit }) => exit))}`);
      return (distill?.progress?.step ?? 0) >= step ? run : null;
    },
    2_400_000,
  );
}

/** The run once nothing of it runs or waits any more. */
export function untilOver({ run: runOf }: ClusterDemo, runId: string, timeoutMs = 2_400_000): Promise<RunDetail> {
  return waitFor(
    "the run to end",
    () => {
      const run = runOf(runId);
      return ["queued", "running", "stopping"].includes(run.status) ? null : run;
    },
    timeoutMs,
  );
}

export type AttemptFacts = {
  stageKey: string;
  number: number;
  executor: string;
  status: string;
  /** Steps of the stored training loss in their order; empty for stages without one. */
  steps: number[];
  /** Followed files that are not stored to their last byte. */
  unread: string[];
};

/** What is stored of every attempt of a run, the first of each stage first. */
export function attemptFacts({ services: { db } }: ClusterDemo, runId: string): AttemptFacts[] {
  const rows = db
    .select()
    .from(attempts)
    .innerJoin(stages, eq(attempts.stageId, stages.id))
    .where(eq(stages.runId, runId))
    .all();
  return rows.map(({ attempts: { id, number, executor, status, directory }, stages: { key: stageKey } }) => {
    const points = db
      .select({ step: metricPoints.step })
      .from(metricPoints)
      .innerJoin(metricSeries, eq(metricPoints.seriesId, metricSeries.id))
      .where(and(eq(metricSeries.attemptId, id), eq(metricSeries.key, "loss")))
      .orderBy(metricPoints.ordinal)
      .all();
    const cursors = db.select().from(fileCursors).where(eq(fileCursors.attemptId, id)).all();
    const unread = cursors.filter(({ file, offset }) => statSync(join(directory, file)).size !== offset);
    const steps = points.map(({ step }) => step);
    return { stageKey, number, executor, status, steps, unread: unread.map(({ file }) => file) };
  });
}
