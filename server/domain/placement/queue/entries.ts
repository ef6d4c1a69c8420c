import { and, eq, inArray, isNotNull, max, ne, or, sql } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { prepared } from "../../../../db/prepared";
import { attempts, runs, type StageRow, stages } from "../../../../db/schema/index";
import { type ExecutorKind, executorKindSchema } from "../../../contract/executor";
import { executorOf, type Resources, resourcesSchema } from "../../../contract/recipe/resources";
import { stageKindSchema } from "../../../contract/stage";
import { type StageKind, traitsOf } from "../../../contract/stage-kinds";
import { importExecutor } from "../../pipeline/runs/imported";
import { parseGpus } from "../../pipeline/stages/rows";
import { readStoredResources } from "../../recipes/stored/read-stored";
import { type Need, needOf } from "./need";

/** A stage that could run, with all that decides when it does. */
export type QueueEntry = {
  stageId: string;
  runId: string;
  experimentId: string;
  kind: StageKind;
  /** Where it is going to run; servers that are tried out always run on this host. */
  executor: ExecutorKind;
  runNumber: number;
  position: number;
  priority: number;
  queuePosition: number | null;
  held: boolean;
  /** False while the runner has not looked at its inputs, or it waits for another try. */
  ready: boolean;
  /** When a lost stage is tried again. */
  retryAt: number | null;
  /** When a stage of its experiment last started on a GPU, in ms; 0 for never. */
  servedAt: number;
  /** Equal for stages that make the same; null where that is not known. */
  cacheKey: string | null;
  need: Need;
};

/** A stage that runs, with the GPUs that it has. */
export type ActiveEntry = Pick<
  QueueEntry,
  "stageId" | "experimentId" | "kind" | "executor" | "runNumber" | "cacheKey" | "need"
> & {
  gpus: number[];
};

// The rest of a recipe is large, and this is read several times a second.
// SQLite refuses a whole query where the text of one row is no JSON.
const resourcesJson = sql<
  string | null
>`CASE WHEN json_valid(${runs.recipeJson}) THEN json_extract(${runs.recipeJson}, '$.resources') END`;
const stageColumns = {
  ...{ id: stages.id, kind: stages.kind, status: stages.status, position: stages.position },
  ...{ retryAt: stages.retryAt, cacheKey: stages.cacheKey, resumeFrom: stages.resumeFrom },
};
const runColumns = {
  ...{ id: runs.id, experimentId: runs.experimentId, number: runs.number, priority: runs.priority },
  ...{ queuePosition: runs.queuePosition, heldAt: runs.heldAt, recipeVersion: runs.recipeVersion },
};
const isNext = or(isNotNull(stages.retryAt), eq(stages.dependsOnJson, "[]"));

const listNext = prepared((db: Tx) =>
  db
    .select({ stage: stageColumns, run: runColumns, resourcesJson })
    .from(stages)
    .innerJoin(runs, eq(stages.runId, runs.id))
    .where(or(eq(stages.status, "ready"), and(eq(stages.status, "waiting"), isNext)))
    .prepare(),
);

/** Stages that wait for nothing but their turn, or for another try after they were lost, in no order. A held run's stages are marked, its servers not. */
export function listEntries(db: Tx): QueueEntry[] {
  const rows = listNext(db).all();
  const served = rows.length > 0 ? listServed(db) : new Map<string, number>();
  const placeIn = placeReader();
  return rows.map(({ stage, run, resourcesJson }) => {
    const kind = stageKindSchema.parse(stage.kind);
    return {
      stageId: stage.id,
      runId: run.id,
      experimentId: run.experimentId,
      kind,
      runNumber: run.number,
      position: stage.position,
      priority: run.priority,
      queuePosition: run.queuePosition,
      held: run.heldAt !== null && !traitsOf(kind).isOnRequest,
      ready: stage.status === "ready",
      retryAt: stage.status === "waiting" ? stage.retryAt : null,
      servedAt: served.get(run.experimentId) ?? 0,
      cacheKey: cacheKeyIn(stage),
      ...placeIn(resourcesJson, run.recipeVersion, kind),
    };
  });
}

function listServed(db: Tx): Map<string, number> {
  const rows = db
    .select({ experimentId: runs.experimentId, at: max(attempts.startedAt) })
    .from(attempts)
    .innerJoin(stages, eq(attempts.stageId, stages.id))
    .innerJoin(runs, eq(stages.runId, runs.id))
    .where(and(isNotNull(attempts.gpusJson), ne(attempts.gpusJson, "[]")))
    .groupBy(runs.experimentId)
    .all();
  return new Map(rows.map(({ experimentId, at }) => [experimentId, at ?? 0]));
}

const listRunning = prepared((db: Tx) =>
  db
    .select({ stage: stageColumns, run: runColumns, attempt: attempts, resourcesJson })
    .from(attempts)
    .innerJoin(stages, eq(attempts.stageId, stages.id))
    .innerJoin(runs, eq(stages.runId, runs.id))
    .where(and(inArray(attempts.status, ["starting", "running", "stopping"]), ne(attempts.executor, importExecutor)))
    .prepare(),
);

/** Stages with an attempt of ours that has not ended; what was imported takes nothing of this host that could be given. */
export function listActive(db: Tx): ActiveEntry[] {
  const rows = listRunning(db).all();
  const placeIn = placeReader();
  return rows.map(({ stage, run, attempt, resourcesJson }) => {
    const kind = stageKindSchema.parse(stage.kind);
    const gpus = parseGpus(attempt.gpusJson) ?? [];
    const { experimentId, number: runNumber, recipeVersion } = run;
    const place = {
      ...placeIn(resourcesJson, recipeVersion, kind),
      executor: executorKindSchema.parse(attempt.executor),
    };
    return { stageId: stage.id, experimentId, kind, runNumber, cacheKey: cacheKeyIn(stage), ...place, gpus };
  });
}

// Two servers of one model are two servers, and who chose a checkpoint wants it to be gone on from.
function cacheKeyIn({ kind, cacheKey, resumeFrom }: Pick<StageRow, "kind" | "cacheKey" | "resumeFrom">): string | null {
  return traitsOf(kind).isOnRequest || resumeFrom !== null ? null : cacheKey;
}

type Place = { need: Need; executor: ExecutorKind };

const nothingAsked = resourcesSchema.parse({});

/** Reads what recipes ask for, each text once: the runs of a sweep mostly ask for the same. One that cannot be read asks for nothing: its stage comes to its turn, and fails by it. */
function placeReader(): (resourcesJson: string | null, version: number, kind: StageKind) => Place {
  const known = new Map<string, Resources>();
  return (resourcesJson, version, kind) => {
    const text = resourcesJson ?? "{}";
    const key = `${version} ${text}`;
    const resources = known.get(key) ?? readStoredResources({ json: text, version }) ?? nothingAsked;
    known.set(key, resources);
    return { need: needOf(resources, kind), executor: executorOf(resources, kind) };
  };
}
