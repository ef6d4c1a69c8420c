import { join } from "node:path";
import { and, asc, eq } from "drizzle-orm";
import { attempts, stages } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { reusedUntil } from "../../pipeline/stages/reused";
import type { Services } from "../../services";

export type LogPlace = { runId: string; stageKey: string; attempt?: number };

/** The log file of an attempt (the latest when none is named), following a reused stage to the one that ran; null before the first attempt. */
export function logFileOf({ db }: Services, { runId, stageKey, attempt }: LogPlace): string | null {
  const stage = db
    .select()
    .from(stages)
    .where(and(eq(stages.runId, runId), eq(stages.key, stageKey)))
    .get();
  if (stage === undefined) throw new AppError("not-found", message("control.no-stage", { stage: stageKey }));
  const rows = db
    .select()
    .from(attempts)
    .where(and(eq(attempts.stageId, stage.cachedFromStageId ?? stage.id), reusedUntil(stage, attempts.startedAt)))
    .orderBy(asc(attempts.number))
    .all();
  const row = attempt === undefined ? rows.at(-1) : rows.find(({ number }) => number === attempt);
  if (row === undefined && attempt !== undefined)
    throw new AppError("not-found", message("control.no-attempt", { stage: stageKey, attempt: String(attempt) }));
  return row === undefined ? null : join(row.directory, "out.log");
}
