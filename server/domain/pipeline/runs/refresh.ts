import { and, eq, inArray, ne } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { runs, type StageRow, stages } from "../../../../db/schema/index";
import { isStageDone, type StageStatus, stageStatusSchema } from "../../../contract/stage";
import { traitsOf } from "../../../contract/stage-kinds";
import { appendEvent } from "../events/append";
import { dependsOnOf, pipelineOf } from "../stages/pipeline";
import { parseExit } from "../stages/rows";
import { runStatusOf } from "./status";

/** Brings blocked stages and the run's status and times in step with its stages; call it in the transaction that changed one. */
export function refreshRun(db: Tx, runId: string): void {
  blockDependents(db, runId);
  endUnneeded(db, runId);
  const rows = pipelineOf(db, runId);
  const status = runStatusOf(
    rows.map((row) => ({ status: stageStatusSchema.parse(row.status), exit: parseExit(row.exitJson) })),
  );
  const isActive = status === "running" || status === "queued" || status === "stopping";
  const started = rows.flatMap(({ startedAt }) => startedAt ?? []);
  const ended = rows.flatMap(({ endedAt }) => endedAt ?? []);
  db.update(runs)
    .set({
      status,
      startedAt: started.length > 0 ? Math.min(...started) : null,
      endedAt: isActive || ended.length === 0 ? null : Math.max(...ended),
    })
    .where(eq(runs.id, runId))
    .run();
  appendEvent(db, "run", { runId });
}

/**
 * Waiting stages whose inputs cannot come any more become `blocked`, and evaluations of a run whose training cannot succeed: there
 * is nothing to compare with. Blocked ones that may matter again wait again.
 */
function blockDependents(db: Tx, runId: string): void {
  const rows = pipelineOf(db, runId);
  const dead = deadKeys(rows);
  const change = (from: StageStatus[], to: StageStatus, keys: string[]) =>
    keys.length > 0 &&
    db
      .update(stages)
      .set({ status: to })
      .where(and(eq(stages.runId, runId), inArray(stages.status, from), inArray(stages.key, keys)))
      .run();
  const isPointless = isTrainingDead(rows, dead);
  const isBlocked = (row: StageRow) =>
    dependsOnOf(row).some((key) => dead.has(key)) || (isPointless && traitsOf(row.kind).isMeasured);
  change(
    ["waiting", "ready"],
    "blocked",
    rows.filter(isBlocked).map(({ key }) => key),
  );
  change(
    ["blocked"],
    "waiting",
    rows.filter((row) => !isBlocked(row)).map(({ key }) => key),
  );
}

/** Asks for the end of evaluations that run although the training of their run failed, unless another run waits for the same result. */
function endUnneeded(db: Tx, runId: string): void {
  const rows = pipelineOf(db, runId);
  if (!isTrainingDead(rows, deadKeys(rows))) return;
  const ids = rows
    .filter(({ kind, status }) => traitsOf(kind).isMeasured && (status === "starting" || status === "running"))
    .filter((row) => !isWantedElsewhere(db, row))
    .map(({ id }) => id);
  if (ids.length === 0) return;
  db.update(stages).set({ status: "stopping", requested: "unneeded" }).where(inArray(stages.id, ids)).run();
}

function isWantedElsewhere(db: Tx, { cacheKey, runId }: StageRow): boolean {
  if (cacheKey === null) return false;
  const other = and(eq(stages.cacheKey, cacheKey), eq(stages.status, "ready"), ne(stages.runId, runId));
  return db.select({ id: stages.id }).from(stages).where(other).get() !== undefined;
}

/** Keys of stages that did not succeed, and of all that need them. */
function deadKeys(rows: readonly StageRow[]): ReadonlySet<string> {
  const dead = new Set<string>();
  for (const row of rows) {
    const isBlocked = dependsOnOf(row).some((key) => dead.has(key));
    const isDead = ["failed", "cancelled", "lost"].includes(row.status);
    if (isDead || (isBlocked && !isStageDone(stageStatusSchema.parse(row.status)))) dead.add(row.key);
  }
  return dead;
}

/** True where a failure is why no student can come out of the run; what a person or a sweep ended they may go on with. */
function isTrainingDead(rows: readonly StageRow[], dead: ReadonlySet<string>): boolean {
  const isFailure = (status: string) => status === "failed" || status === "lost";
  const hasFailed = rows.some(({ status, kind }) => isFailure(status) && !traitsOf(kind).isMeasured);
  return hasFailed && rows.some(({ kind, key }) => traitsOf(kind).isTraining && dead.has(key));
}
