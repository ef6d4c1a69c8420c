import { eq, max } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { type StageRow, stages } from "../../../../db/schema/index";
import type { PipelineKind, StageKind } from "../../../contract/stage-kinds";
import { appendStageEvent } from "../../pipeline/events/append";

type Asked = { id: string; runId: string; kind: Exclude<StageKind, PipelineKind>; subject: string };

/** On-request stages stand behind all that a recipe makes. */
const firstPosition = 1000;

/** Queues a stage that a person asks for, behind all others of its run; call it inside a transaction. */
export function queueAsked(tx: Tx, { id, runId, kind, subject }: Asked): void {
  const last = tx
    .select({ position: max(stages.position) })
    .from(stages)
    .where(eq(stages.runId, runId))
    .get()?.position;
  const row = { id, runId, key: `${kind}-${subject}-${id}`, kind, subject };
  tx.insert(stages)
    .values({
      ...row,
      position: Math.max(firstPosition, (last ?? 0) + 1),
      status: "ready",
      dependsOnJson: "[]",
      argvJson: "[]",
      commandsJson: "[]",
      envJson: "{}",
    })
    .run();
  appendStageEvent(tx, row);
}

/** Asks the runner to end such a stage, unless it has ended or is asked already; one that waits for its start never starts. Call it inside a transaction. */
export function endAsked(tx: Tx, stage: StageRow): void {
  if (!["ready", "starting", "running"].includes(stage.status)) return;
  const set =
    stage.status === "ready"
      ? { status: "cancelled" as const, endedAt: Date.now() }
      : { status: "stopping" as const, requested: "cancel" as const };
  tx.update(stages).set(set).where(eq(stages.id, stage.id)).run();
  appendStageEvent(tx, stage);
}
