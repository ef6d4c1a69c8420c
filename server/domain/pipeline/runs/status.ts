import type { RunStatus } from "../../../contract/run";
import type { Exit, StageStatus } from "../../../contract/stage";
import { isStageDone } from "../../../contract/stage";

type StageState = { status: StageStatus; exit: Exit | null };

/** The status of a run from those of its stages (servers left out). */
export function runStatusOf(stages: StageState[]): RunStatus {
  const has = (...wanted: StageStatus[]) => stages.some(({ status }) => wanted.includes(status));
  if (has("stopping")) return "stopping";
  if (has("starting", "running")) return "running";
  if (stages.every(({ status }) => isStageDone(status))) return "succeeded";
  if (has("ready", "waiting")) return has("succeeded", "cached", "failed", "lost") ? "running" : "queued";
  if (has("failed", "lost")) return "failed";
  return stages.some(({ exit }) => exit?.outcome === "stopped") ? "stopped" : "cancelled";
}
