import { inArray } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { stages } from "../../../../db/schema/index";

const untouched = {
  startedAt: null,
  endedAt: null,
  retryAt: null,
  autoRetries: 0,
  requested: null,
  exitJson: null,
  progressJson: null,
  cachedFromStageId: null,
  resumeFrom: null,
};

/** Lets stages wait as if they had never begun; their attempts stay. */
export function reset(tx: Tx, stageIds: string[]): void {
  tx.update(stages)
    .set({ ...untouched, status: "waiting" })
    .where(inArray(stages.id, stageIds))
    .run();
}
