import type { StageRow } from "../../../../db/schema/index";
import type { RunSummary } from "../../../contract/run";
import { isStageDone, stageKindSchema, stageStatusSchema } from "../../../contract/stage";
import { type OnDamage, parseProgress } from "../../pipeline/stages/rows";

type Progress = RunSummary["progress"];

/** How far a run is. Stages that were taken from other runs count for nothing: a clone that waits has not begun. */
export function progressOf(pipeline: StageRow[], onDamage: OnDamage): Progress {
  const own = pipeline.filter(({ status }) => status !== "cached");
  // All of it was there already.
  const counted = own.length === 0 ? pipeline : own;
  const doneStages = counted.filter(({ status }) => isStageDone(stageStatusSchema.parse(status))).length;
  const current = pipeline.find(({ status }) => ["starting", "running", "stopping"].includes(status));
  return {
    doneStages,
    totalStages: counted.length,
    fraction: fractionOf(doneStages, counted.length, current, onDamage),
    currentStage: current === undefined ? null : currentStageOf(current),
  };
}

/** Done stages and the part of the one at work, as a share of all; 0 where there are none. */
export function fractionOf(
  done: number,
  total: number,
  current: Pick<StageRow, "progressJson"> | undefined,
  onDamage?: OnDamage,
): number {
  const part = parseProgress(current?.progressJson ?? null, () => onDamage?.("progress"))?.fraction ?? 0;
  return total === 0 ? 0 : (done + part) / total;
}

/** The stage at work as a run's line shows it. */
export function currentStageOf({
  key,
  kind,
  subject,
  status,
}: Pick<StageRow, "key" | "kind" | "subject" | "status">): NonNullable<Progress["currentStage"]> {
  return { key, kind: stageKindSchema.parse(kind), subject, status: stageStatusSchema.parse(status) };
}
