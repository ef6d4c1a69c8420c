import { eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "../../../../db/client";
import { experiments, runs, stages } from "../../../../db/schema/index";
import { type ExecutorKind, executorKindSchema } from "../../../contract/executor";
import type { QueuedRun } from "../../../contract/queue";
import { forEachName } from "../../../contract/registry";
import { openStagesOf, timeLeftIn } from "../../pipeline/stages/open-stages";
import { readStoredRecipe } from "../../recipes/stored/read-stored";
import { listActive, listEntries, type QueueEntry } from "./entries";
import { readPool } from "./host";
import { addUsage, takeNext, type Usage, usageOf } from "./order";
import { waitingReasonOf } from "./waiting-reason";

/** Of how many runs of the queue the time is told: each has all its stages read for it. */
const mostTimed = 100;

/** Runs with a stage that could run and does not, in the order in which they start, with what each waits for. */
export function listQueue(db: Db): QueuedRun[] {
  const active = listActive(db);
  const placeOf = (executor: ExecutorKind) => {
    const there = active.filter((entry) => entry.executor === executor);
    return { active: there, ...readPool(db, executor, there) };
  };
  const places = forEachName(executorKindSchema.options, placeOf);
  const entries = orderRuns(listEntries(db), usageOf(active));
  const rows = detailsOf(
    db,
    entries.map(({ stageId }) => stageId),
  );
  const now = Date.now();
  const timed = entries.slice(0, mostTimed).map(({ runId }) => runId);
  const open = openStagesOf(db, timed);
  return entries.flatMap((entry) => {
    const row = rows.get(entry.stageId);
    if (row === undefined) return [];
    const { isReadable, ...details } = row;
    return {
      runId: entry.runId,
      number: entry.runNumber,
      ...details,
      priority: entry.priority,
      held: entry.held,
      placed: entry.queuePosition !== null,
      stage: { key: row.stageKey, kind: entry.kind, subject: row.subject },
      timeLeft: timeLeftIn(open.get(entry.runId) ?? [], now),
      gpus: entry.need.gpus,
      executor: entry.executor,
      reason: isReadable ? waitingReasonOf(entry, places[entry.executor], active) : { kind: "unreadable" as const },
    };
  });
}

/** The first waiting stage of each run, in the order of the queue. */
function orderRuns(entries: QueueEntry[], usage: Usage): QueueEntry[] {
  const left = [...entries];
  const firsts = new Map<string, QueueEntry>();
  for (let next = takeNext(left, usage, null); next !== undefined; next = takeNext(left, usage, null)) {
    if (!firsts.has(next.runId)) firsts.set(next.runId, next);
    // As if it had started: the fairness between experiments counts on.
    if (!next.held) addUsage(usage, next);
  }
  return [...firsts.values()];
}

/** Ids of queued runs of one priority, in the order of the queue. */
export function listRunIdsOf(db: Tx, priority: number): string[] {
  return orderRuns(listEntries(db), usageOf(listActive(db)))
    .filter((entry) => entry.priority === priority)
    .map(({ runId }) => runId);
}

function detailsOf(db: Db, stageIds: string[]) {
  const rows = db
    .select({
      stageId: stages.id,
      stageKey: stages.key,
      subject: stages.subject,
      name: runs.name,
      experimentName: experiments.name,
      recipeJson: runs.recipeJson,
      recipeVersion: runs.recipeVersion,
    })
    .from(stages)
    .innerJoin(runs, eq(stages.runId, runs.id))
    .innerJoin(experiments, eq(runs.experimentId, experiments.id))
    .where(inArray(stages.id, stageIds))
    .all();
  return new Map(
    rows.map(({ stageId, recipeJson, recipeVersion, ...row }) => [
      stageId,
      { ...row, isReadable: readStoredRecipe({ recipeJson, recipeVersion }).ok },
    ]),
  );
}
