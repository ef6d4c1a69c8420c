import { and, eq } from "drizzle-orm";
import { attempts, stages } from "../../../db/schema/index";
import type { Exit } from "../../contract/stage";
import { refreshRun, type Tx } from "../runs/refresh";
import { importExecutor } from "./state";

/** Ends what is still followed of an imported run; the training itself is not ours to end. */
export function endImport(tx: Tx, runId: string, exit: Exit): void {
  const set = {
    status: exit.outcome === "lost" ? "lost" : "cancelled",
    endedAt: Date.now(),
    exitJson: JSON.stringify(exit),
  };
  for (const { id } of tx.select({ id: stages.id }).from(stages).where(eq(stages.runId, runId)).all()) {
    tx.update(attempts)
      .set(set)
      .where(and(eq(attempts.stageId, id), eq(attempts.executor, importExecutor), eq(attempts.status, "running")))
      .run();
    tx.update(stages)
      .set(set)
      .where(and(eq(stages.id, id), eq(stages.status, "running")))
      .run();
  }
  refreshRun(tx, runId);
}
