import { and, inArray, notInArray } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { type StageRow, stages } from "../../../../db/schema/index";
import { isStageEnded, stageKindSchema, stageStatusSchema } from "../../../contract/stage";
import { kindsThat } from "../../../contract/stage-kinds";
import { timeLeftOf } from "../../../contract/time-left";
import type { TimeRange } from "../../../contract/time-range";
import { parseExpected, parseProgress } from "./rows";

const columns = {
  ...{ runId: stages.runId, key: stages.key, kind: stages.kind, subject: stages.subject, status: stages.status },
  ...{ startedAt: stages.startedAt, progressJson: stages.progressJson, expectedJson: stages.expectedJson },
};

/** What a line on a run needs of a stage that has not ended. */
export type OpenStage = Pick<StageRow, keyof typeof columns>;

const openStatuses = stageStatusSchema.options.filter((status) => !isStageEnded(status));

/** The pipeline stages of these runs that have not ended, in their order, by run. */
export function openStagesOf(db: Db, runIds: string[]): Map<string, OpenStage[]> {
  const isPipeline = notInArray(stages.kind, kindsThat("isOnRequest"));
  const rows = db
    .select(columns)
    .from(stages)
    .where(and(inArray(stages.runId, runIds), inArray(stages.status, openStatuses), isPipeline))
    .orderBy(stages.position)
    .all();
  const byRun = new Map<string, OpenStage[]>();
  for (const row of rows) byRun.set(row.runId, [...(byRun.get(row.runId) ?? []), row]);
  return byRun;
}

/** How long a run with these stages will still work, from `nowMs`; null without any, and while one has never been measured. */
export function timeLeftIn(open: readonly Omit<OpenStage, "runId" | "subject">[], nowMs: number): TimeRange | null {
  if (open.length === 0) return null;
  const timed = open.map(({ progressJson, expectedJson, ...stage }) => ({
    ...stage,
    kind: stageKindSchema.parse(stage.kind),
    status: stageStatusSchema.parse(stage.status),
    progress: parseProgress(progressJson),
    expected: parseExpected(expectedJson),
  }));
  return timeLeftOf(timed, nowMs).range;
}
