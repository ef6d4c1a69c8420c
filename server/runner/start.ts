import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { and, desc, eq } from "drizzle-orm";
import getPort from "get-port";
import { z } from "zod";
import { type AttemptRow, attempts, type StageRow, stages } from "../../db/schema/index";
import { type ExecutorKind, isCluster } from "../contract/executor";
import { demandOf } from "../contract/recipe/resources";
import { traitsOf } from "../contract/stage-kinds";
import { appendStageEvent } from "../domain/pipeline/events/append";
import { refreshRun } from "../domain/pipeline/runs/refresh";
import { pushOf } from "../domain/placement/ingest/push";
import type { Services } from "../domain/services";
import type { StagePlan } from "../engines/engine";
import { type Executor, type JobResources, jobResourcesSchema } from "../executors/executor";
import { loadWork } from "./context";
import { resumePointOf } from "./resume";

const planFile = "plan.json";
const planSchema = z.object({
  launch: z.array(z.string()).min(1),
  env: z.record(z.string(), z.string()),
  // Attempts of older versions, which knew this host only.
  resources: jobResourcesSchema.default({
    gpus: 0,
    gpuShare: null,
    cpus: null,
    memoryMb: null,
    nodes: 1,
    timeLimitMinutes: null,
    alone: false,
  }),
  followed: z.array(z.object({ file: z.string(), format: z.enum(["training", "samples"]) })),
});

/** Where an attempt is going to run, the GPUs that it is given (none: it runs on the CPU), whether there are any, and whether it is alone on what it is given. */
export type Device = { executor: ExecutorKind; gpus: number[]; hasGpus: boolean; alone: boolean };

/** Stores a new attempt of a ready stage before any process of it exists, so that a crash in between is found and undone. Null when the stage is not ready any more. */
export async function claimStage(
  services: Services,
  ready: StageRow,
  device: Device,
  now = Date.now(),
): Promise<Pick<AttemptRow, "id" | "directory"> | null> {
  const stage = await withPort(services, ready);
  const work = loadWork(services, stage);
  const { isMeasured } = traitsOf(work.spec.kind);
  const before = services.db
    .select()
    .from(attempts)
    .where(eq(attempts.stageId, stage.id))
    .orderBy(desc(attempts.number))
    .all();
  const number = (before[0]?.number ?? 0) + 1;
  const directory = join(services.paths.runs, stage.runId, stage.key, `a${number}`);
  const resumeFrom = resumePointOf(stage, before, work.spec);
  const planned = work.spec.plan({ ...work.context, directory, resumeFrom });
  const plan = { ...planned, env: { ...planned.env, ...deviceEnv(device) } };
  const attempt: typeof attempts.$inferInsert = {
    id: `${stage.id}.a${number}`,
    stageId: stage.id,
    number,
    status: "starting",
    executor: device.executor,
    directory,
    startedAt: now,
    measuredAlone: isMeasured ? device.alone : null,
    gpusJson: JSON.stringify(device.gpus),
    resumedFrom: resumeFrom,
  };
  const inputs = [...work.spec.cacheParts(work.context).paths, resumeFrom ?? ""].filter((path) => existsSync(path));
  writePlan(directory, { ...plan, inputs }, { ...demandOf(work.recipe.resources, work.spec.kind), alone: isMeasured });
  const isClaimed = services.db.transaction((tx) => {
    const set = {
      status: "starting" as const,
      startedAt: stage.startedAt ?? now,
      endedAt: null,
      argvJson: JSON.stringify(plan.argv),
      commandsJson: JSON.stringify(plan.commands),
      envJson: JSON.stringify(plan.env),
      progressJson: null,
      exitJson: null,
      resumeFrom: null,
    };
    const claimed = tx
      .update(stages)
      .set(set)
      .where(and(eq(stages.id, stage.id), eq(stages.status, "ready")))
      .run();
    if (claimed.changes === 0) return false;
    tx.insert(attempts).values(attempt).run();
    appendStageEvent(tx, stage);
    refreshRun(tx, stage.runId);
    return true;
  });
  return isClaimed ? { id: attempt.id, directory } : null;
}

function deviceEnv({ executor, gpus, hasGpus }: Device): Record<string, string> {
  // A cluster gives out its GPUs itself.
  if (isCluster(executor)) return {};
  if (gpus.length === 0) return hasGpus ? { CUDA_VISIBLE_DEVICES: "" } : {};
  // CUDA counts the fastest GPU first by default, nvidia-smi by place on the bus.
  return { CUDA_VISIBLE_DEVICES: gpus.join(","), CUDA_DEVICE_ORDER: "PCI_BUS_ID" };
}

/** Writes what an attempt is going to execute into its folder, with the files that it reads. */
function writePlan(directory: string, plan: StagePlan & { inputs: string[] }, resources: JobResources): void {
  const { launch, env, followed, inputs } = plan;
  for (const [name, content] of Object.entries({
    ...plan.files,
    [planFile]: JSON.stringify({ launch, env, followed, resources, inputs }),
  })) {
    const file = join(directory, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** The plan that an attempt was started with, whatever the code would plan today. */
export function readPlan(directory: string): z.infer<typeof planSchema> {
  return planSchema.parse(JSON.parse(readFileSync(join(directory, planFile), "utf8")));
}

/** Hands an attempt to the executor; a second call for the same attempt finds the process of the first. */
export async function submitAttempt(
  services: Services,
  executor: Executor,
  attempt: Pick<AttemptRow, "id" | "directory">,
): Promise<void> {
  const plan = readPlan(attempt.directory);
  const handle = await executor.submit({
    attemptId: attempt.id,
    directory: attempt.directory,
    argv: plan.launch,
    env: plan.env,
    cwd: attempt.directory,
    resources: plan.resources,
    push: pushOf(services, executor.name, attempt.id),
  });
  services.db
    .update(attempts)
    .set({ handleJson: JSON.stringify(handle) })
    .where(eq(attempts.id, attempt.id))
    .run();
}

async function withPort(services: Services, stage: StageRow): Promise<StageRow> {
  if (!traitsOf(stage.kind).isServer) return stage;
  const port = await getPort({ host: "127.0.0.1" });
  services.db.update(stages).set({ port }).where(eq(stages.id, stage.id)).run();
  return { ...stage, port };
}
