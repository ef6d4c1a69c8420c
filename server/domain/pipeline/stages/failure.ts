import type { StageRow } from "../../../../db/schema/index";
import { type Message, message } from "../../../contract/message";
import type { RunFailure } from "../../../contract/run";
import { type Exit, stageKindSchema } from "../../../contract/stage";
import { parseExit } from "./rows";

/** Why a run failed, by the first of its stages that did; null where none did. Pure. */
export function failureOf(
  pipeline: readonly Pick<StageRow, "key" | "kind" | "subject" | "status" | "exitJson">[],
): RunFailure | null {
  const row = pipeline.find(({ status }) => status === "failed" || status === "lost");
  if (row === undefined) return null;
  const stage = { key: row.key, kind: stageKindSchema.parse(row.kind), subject: row.subject };
  return { stage, reason: briefReasonOf(parseExit(row.exitJson)) };
}

/** Why an attempt failed in a few words. Pure. */
function briefReasonOf(exit: Exit | null): Message {
  if (exit === null) return message("failures.unknown");
  if (exit.outcome === "lost") return message("failures.lost");
  return message(`failures.${exit.reason ?? "crashed"}`);
}
