import type { RunStatus } from "../../../contract/run";

type RunState = { status: RunStatus; isEndedEarly: boolean };

/** The status of a sweep from those of its runs; one that the sweep itself ended early counts as done. Pure. */
export function sweepStatusOf(runs: readonly RunState[]): RunStatus {
  const has = (status: RunStatus) => runs.some((run) => run.status === status && !run.isEndedEarly);
  const isAtWork = runs.some(({ status }) => status === "running" || status === "stopping");
  const isQueued = has("queued");
  if (isAtWork) return "running";
  if (isQueued) return runs.every(({ status }) => status === "queued") ? "queued" : "running";
  if (has("failed")) return "failed";
  if (has("cancelled")) return "cancelled";
  return has("stopped") ? "stopped" : "succeeded";
}
