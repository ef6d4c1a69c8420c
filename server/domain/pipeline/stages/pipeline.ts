import { and, eq, ne } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { type StageRow, stages } from "../../../../db/schema/index";

/** Stages of a run in order, servers left out. */
export function pipelineOf(db: Tx, runId: string): StageRow[] {
  return db
    .select()
    .from(stages)
    .where(and(eq(stages.runId, runId), ne(stages.kind, "serve")))
    .orderBy(stages.position)
    .all();
}

/** Keys of the stages that a stage waits for. */
export function dependsOnOf(row: Pick<StageRow, "dependsOnJson">): string[] {
  return JSON.parse(row.dependsOnJson);
}
