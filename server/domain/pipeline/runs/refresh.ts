import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { runs, type StageRow, stages } from "../../../../db/schema/index";
import { isStageDone, type StageStatus, stageStatusSchema } from "../../../contract/stage";
import { appendEvent } from "../events/append";
import { dependsOnOf, pipelineOf } from "../stages/pipeline";
import { parseExit } from "../stages/rows";
import { runStatusOf } from "./status";

/** Brings blocked stages and the run's status and times in step with its stages; call it in the transaction that changed one. */
export function refreshRun(db: Tx, runId: string): void {
  blockDependents(db, runId);
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

/** Waiting stages whose inputs cannot come any more become `blocked`; blocked ones whose inputs may come again wait again. */
function blockDependents(db: Tx, runId: string): void {
  const rows = pipelineOf(db, runId);
  const dead = new Set<string>();
  for (const row of rows) {
    const isBlocked = dependsOnOf(row).some((key) => dead.has(key));
    const isDead = ["failed", "cancelled", "lost"].includes(row.status);
    if (isDead || (isBlocked && !isStageDone(stageStatusSchema.parse(row.status)))) dead.add(row.key);
  }
  const change = (from: StageStatus[], to: StageStatus, keys: string[]) =>
    keys.length > 0 &&
    db
      .update(stages)
      .set({ status: to })
      .where(and(eq(stages.runId, runId), inArray(stages.status, from), inArray(stages.key, keys)))
      .run();
  const isDependent = (row: StageRow) => dependsOnOf(row).some((key) => dead.has(key));
  change(
    ["waiting", "ready"],
    "blocked",
    rows.filter(isDependent).map(({ key }) => key),
  );
  change(
    ["blocked"],
    "waiting",
    rows.filter((row) => !isDependent(row)).map(({ key }) => key),
  );
}
