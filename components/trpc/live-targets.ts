import type { StreamEvent } from "../../server/contract/event";

/** Queries to refetch: every query below `path`, or only those whose input names `runId`; at most once in `intervalMs`. */
export type LiveTarget = { path: readonly string[]; runId: string | null; intervalMs: number };

const quickMs = 350;
const queueMs = 1_000;
const slowMs = 3_000;

/** Whether an event changes what the list shows of a run; its lines are refreshed one by one, see `live-rows.ts`. */
export function changesRow({ kind }: Pick<StreamEvent, "kind">): boolean {
  return kind === "run" || kind === "stage" || kind === "metrics";
}

/** What an event makes stale beside the list. */
export function targetsOf(event: Pick<StreamEvent, "kind" | "runId">): LiveTarget[] {
  const { runId } = event;
  const quick = (...path: string[]): LiveTarget => ({ path, runId, intervalMs: quickMs });
  const everywhere = (intervalMs: number, ...path: string[]): LiveTarget => ({ path, runId: null, intervalMs });
  switch (event.kind) {
    case "run":
    case "stage":
      return [
        everywhere(queueMs, "runs", "queue"),
        quick("runs", "rows"),
        everywhere(slowMs, "sweeps"),
        quick("runs", "get"),
        quick("evaluations"),
        quick("deployments"),
        quick("exports"),
      ];
    case "metrics":
      return [quick("metrics"), everywhere(slowMs, "sweeps")];
    case "log":
      return [quick("logs")];
    case "deployment":
      return [everywhere(quickMs, "deployments")];
    case "share":
      return [everywhere(quickMs, "shares")];
    case "runner":
      return [everywhere(quickMs, "host"), everywhere(quickMs, "executors"), everywhere(quickMs, "runs", "queue")];
  }
}

/** A stable name for a target, to throttle by. */
export function targetKey(target: LiveTarget): string {
  return `${target.path.join(".")}:${target.runId ?? "*"}`;
}

/** True when a tRPC query key (`[["runs","get"], { input }]`) belongs to the target. */
export function matchesTarget(queryKey: readonly unknown[], target: LiveTarget): boolean {
  const [path, options] = queryKey;
  if (!Array.isArray(path) || !target.path.every((part, index) => path[index] === part)) return false;
  if (target.runId === null) return true;
  const input = inputOf(options);
  if (input === null) return true;
  return namedRuns(input).some((runId) => runId === null || runId === target.runId);
}

function inputOf(options: unknown): Record<string, unknown> | null {
  if (typeof options !== "object" || options === null || !("input" in options)) return null;
  const { input } = options;
  return typeof input === "object" && input !== null ? { ...input } : null;
}

function namedRuns(input: Record<string, unknown>): (string | null)[] {
  if (typeof input.runId === "string") return [input.runId];
  if (Array.isArray(input.runIds)) return input.runIds.map(String);
  if (Array.isArray(input.columns)) return input.columns.map((column) => String(column).split(":")[0] ?? null);
  return [null];
}
