import { and, eq } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { attempts, stages } from "../../../../db/schema/index";

/** The executor of attempts that ran outside of Stillroom; the runner leaves them alone. */
export const importExecutor = "import";

/** True when a run came from a folder: nothing of it is ours to start or to stop. */
export function isImported(db: Tx, runId: string): boolean {
  const found = db
    .select({ id: attempts.id })
    .from(attempts)
    .innerJoin(stages, eq(attempts.stageId, stages.id))
    .where(and(eq(stages.runId, runId), eq(attempts.executor, importExecutor)))
    .get();
  return found !== undefined;
}
