import { eq, inArray } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { evaluationItems, evaluations, stages } from "../../../../db/schema/index";

/** Gives stages that reuse results of these ones a copy of their own, before these are run again and get other results. */
export function keepReused(tx: Tx, stageIds: string[]): void {
  const borrowers = tx
    .select({ id: stages.id, sourceId: stages.cachedFromStageId })
    .from(stages)
    .where(inArray(stages.cachedFromStageId, stageIds))
    .all();
  for (const { id: stageId, sourceId } of borrowers) {
    const of = sourceId ?? "";
    for (const row of tx.select().from(evaluations).where(eq(evaluations.stageId, of)).all())
      tx.insert(evaluations)
        .values({ ...row, stageId })
        .onConflictDoNothing()
        .run();
    for (const row of tx.select().from(evaluationItems).where(eq(evaluationItems.stageId, of)).all())
      tx.insert(evaluationItems)
        .values({ ...row, stageId })
        .onConflictDoNothing()
        .run();
  }
}
