import { and, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Db, Tx } from "../../db/client";
import { prepared } from "../../db/prepared";
import { type StageRow, stages } from "../../db/schema/index";
import { type Message, message } from "../contract/message";
import type { Exit } from "../contract/stage";
import { traitsOf } from "../contract/stage-kinds";
import { appendEvent } from "../domain/pipeline/events/append";
import { refreshRun } from "../domain/pipeline/runs/refresh";
import { cacheKeyOf, findCached, listMadeElsewhere } from "../domain/pipeline/stages/cache";
import { requireDependsOn } from "../domain/pipeline/stages/pipeline";
import { isOverridden, judgeGate } from "../domain/results/convergence/quantize-gate";
import type { Services } from "../domain/services";
import { loadWork } from "./context";
import { prepareAlone } from "./fail-start";
import type { Faults } from "./isolate";

const { id, runId, key, dependsOnJson, retryAt } = stages;

// A queue of hundreds of runs is looked at several times a second, so that whole rows are read only of what changes.
const listWaiting = prepared((db: Db) =>
  db
    .select({ id, runId, key, dependsOnJson })
    .from(stages)
    .where(and(eq(stages.status, "waiting"), or(isNull(retryAt), lte(retryAt, sql.placeholder("now")))))
    .prepare(),
);

const listDoneOfWaiting = prepared((db: Db) => {
  const ofWaiting = db.select({ runId }).from(stages).where(eq(stages.status, "waiting"));
  return db
    .select({ runId, key })
    .from(stages)
    .where(and(inArray(stages.status, ["succeeded", "cached"]), inArray(runId, ofWaiting)))
    .prepare();
});

/** Moves every waiting stage whose inputs are there to `ready`, or to `cached` when an equal stage has already succeeded; a lost one when its time for another try has come. A ready one becomes `cached` when an equal stage succeeds before its turn. One that cannot be prepared fails alone. */
export function promoteStages(services: Services, now = Date.now(), faults: Faults = silent): void {
  for (const { stage, sourceId } of listMadeElsewhere(services.db))
    prepareAlone(services, stage, faults, () => services.db.transaction((tx) => reuse(tx, stage, sourceId, now)));
  const waiting = listWaiting(services.db).all({ now });
  if (waiting.length === 0) return;
  const done = listDone(services.db);
  for (const entry of waiting)
    prepareAlone(services, entry, faults, () => {
      if (!requireDependsOn(entry).every((before) => done.has(`${entry.runId} ${before}`))) return;
      const stage = services.db.select().from(stages).where(eq(stages.id, entry.id)).get();
      if (stage?.status === "waiting" && promote(services, stage)) done.add(`${entry.runId} ${entry.key}`);
    });
}

const silent: Faults = { log: () => undefined, told: new Map() };

/** `run key` of every stage whose results are there, in runs of which something waits. */
function listDone(db: Db): Set<string> {
  const rows = listDoneOfWaiting(db).all();
  return new Set(rows.map(({ runId, key }) => `${runId} ${key}`));
}

const reused = { status: "cached" as const, requested: null, retryAt: null, exitJson: null };

/** Returns true when the results are there at once, from an equal stage. */
function promote(services: Services, stage: StageRow): boolean {
  const { spec, context, recipe } = loadWork(services, stage);
  // One that was lost has passed already.
  const isGated = traitsOf(stage.kind).isGated && stage.retryAt === null && !isOverridden(stage);
  const held = isGated ? judgeGate(services, stage.runId, recipe) : null;
  if (held !== null) {
    hold(services, stage, held);
    return false;
  }
  const cacheKey = cacheKeyOf(services.db, spec, context);
  // Who chose a checkpoint wants it to be gone on from, whatever an equal stage has made.
  const isReusable = cacheKey !== null && stage.resumeFrom === null;
  const sourceId = isReusable ? findCached(services.db, cacheKey) : null;
  services.db.transaction((tx) => {
    const set = { status: "ready" as const, requested: null, retryAt: null, cacheKey };
    tx.update(stages).set(set).where(eq(stages.id, stage.id)).run();
    if (sourceId !== null) reuse(tx, stage, sourceId, Date.now());
    else noteChange(tx, stage);
  });
  return sourceId !== null;
}

function reuse(tx: Tx, stage: StageRow, cachedFromStageId: string, now: number): void {
  tx.update(stages)
    .set({ ...reused, cachedFromStageId, startedAt: now, endedAt: now })
    .where(and(eq(stages.id, stage.id), eq(stages.status, "ready")))
    .run();
  noteChange(tx, stage);
}

function noteChange(tx: Tx, { runId, key }: StageRow): void {
  appendEvent(tx, "stage", { runId, stageKey: key });
  refreshRun(tx, runId);
}

/** Ends a stage before it began: a person may quantise all the same, by retrying it. */
function hold({ db }: Services, stage: StageRow, reason: Message): void {
  const exit: Exit = {
    outcome: "failed",
    reason: "not-settled",
    exitCode: null,
    signal: null,
    logTail: [],
    message: reason,
    suggestion: message("exits.not-settled-next"),
  };
  const now = Date.now();
  db.transaction((tx) => {
    tx.update(stages)
      .set({ status: "failed", exitJson: JSON.stringify(exit), startedAt: now, endedAt: now })
      .where(eq(stages.id, stage.id))
      .run();
    noteChange(tx, stage);
  });
}
