import { isStageEnded, type Stage, type StageStatus } from "../../server/contract/stage";

export type PipelineStage = Pick<
  Stage,
  "key" | "kind" | "subject" | "status" | "startedAt" | "endedAt" | "progress" | "expected" | "attempts" | "exit"
> & { dependsOn: string[]; cachedFromName: string | null };

/** How long a stage has run in all its attempts together; null for one that has not begun, or was reused. Pure; `now` in epoch ms. */
export function stageElapsedMs(stage: PipelineStage, now: number): number | null {
  if (stage.startedAt === null || stage.status === "cached") return null;
  const spans = stage.attempts.length > 0 ? stage.attempts : [stage];
  const isOver = isStageEnded(stage.status);
  return spans.reduce((total, { startedAt, endedAt }) => {
    if (startedAt === null) return total;
    return total + Math.max(0, (endedAt ?? (isOver ? startedAt : now)) - startedAt);
  }, 0);
}

/** The status as a person would call it: a stage that was stopped with a checkpoint saved is not a cancelled one. */
export function shownStatusOf({ status, exit }: Pick<Stage, "status" | "exit">): StageStatus | "stopped" {
  return status === "cancelled" && exit?.outcome === "stopped" ? "stopped" : status;
}

/** True while something of the stage runs. */
export function isMoving(status: StageStatus): boolean {
  return status === "starting" || status === "running" || status === "stopping";
}

/** The stage that matters now: the one that runs, else the one that failed, else the last that ended, else the first. Pure. */
export function currentStageOf<Each extends Pick<Stage, "status">>(stages: readonly Each[]): Each | undefined {
  return (
    stages.find(({ status }) => isMoving(status)) ??
    stages.find(({ status }) => status === "failed" || status === "lost") ??
    stages.findLast(({ status }) => isStageEnded(status) && status !== "blocked") ??
    stages[0]
  );
}
