import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { evaluations, stages } from "../../../../db/schema/index";
import { type Evaluation, evaluationSchema } from "../../../contract/evaluation";
import { kindsThat } from "../../../contract/stage-kinds";
import { readJson } from "../../pipeline/stored/read-json";

const storedSchema = evaluationSchema.omit({ runId: true, stageId: true, cachedFromRunId: true });

/** Evaluations of runs in pipeline order, reused ones under the run that reuses them; what cannot be read is left out. */
export function listEvaluations(db: Db, runIds: string[], onDamage?: () => void): Evaluation[] {
  return runIds.flatMap((runId) =>
    evaluationStages(db, runId).flatMap((stage) => evaluationsOf(db, runId, stage, onDamage)),
  );
}

/** The evaluate stages of a run: `sourceId` is the stage that holds the results, `reusedFromId` the one that made reused ones. */
export function evaluationStages(
  db: Db,
  runId: string,
): { subject: string; sourceId: string; reusedFromId: string | null }[] {
  return db
    .select()
    .from(stages)
    .where(and(eq(stages.runId, runId), inArray(stages.kind, kindsThat("isMeasured"))))
    .orderBy(asc(stages.position))
    .all()
    .map(({ id, subject, cachedFromStageId }) => ({
      subject: subject ?? "",
      // Results of its own beside those that it reuses were kept when the other stage was run again.
      sourceId: cachedFromStageId === null || holdsResults(db, id) ? id : cachedFromStageId,
      reusedFromId: cachedFromStageId,
    }));
}

function holdsResults(db: Db, stageId: string): boolean {
  return db.select().from(evaluations).where(eq(evaluations.stageId, stageId)).get() !== undefined;
}

function evaluationsOf(
  db: Db,
  runId: string,
  { subject, sourceId, reusedFromId }: ReturnType<typeof evaluationStages>[number],
  onDamage?: () => void,
): Evaluation[] {
  const source =
    reusedFromId === null
      ? null
      : db.select({ runId: stages.runId }).from(stages).where(eq(stages.id, reusedFromId)).get();
  return db
    .select()
    .from(evaluations)
    .where(eq(evaluations.stageId, sourceId))
    .all()
    .flatMap((row) => {
      const result = readJson(storedSchema, row.resultJson, onDamage);
      if (result === null) return [];
      return { ...result, subject, runId, stageId: sourceId, cachedFromRunId: source?.runId ?? null };
    });
}
