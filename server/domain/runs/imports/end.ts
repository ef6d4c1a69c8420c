import { and, eq } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { attempts, stages } from "../../../../db/schema/index";
import type { Exit } from "../../../contract/stage";
import { importExecutor } from "../../pipeline/runs/imported";
import { refreshRun } from "../../pipeline/runs/refresh";

/** Ends what is still followed of an imported run; the training itself is not ours to end. */
export function endImport(tx: Tx, runId: string, exit: Exit): void {
  const set = {
    status: exit.outcome === "lost" ? ("lost" as const) : ("cancelled" as const),
    endedAt: Date.now(),
    exitJson: JSON.stringify(exit),
  };
  const followed = tx
    .select({ attemptId: attempts.id, stageId: attempts.stageId })
    .from(attempts)
    .innerJoin(stages, eq(attempts.stageId, stages.id))
    .where(and(eq(stages.runId, runId), eq(attempts.executor, importExecutor), eq(attempts.status, "running")))
    .all();
  for (const { attemptId, stageId } of followed) {
    tx.update(attempts).set(set).where(eq(attempts.id, attemptId)).run();
    tx.update(stages).set(set).where(eq(stages.id, stageId)).run();
  }
  refreshRun(tx, runId);
}
