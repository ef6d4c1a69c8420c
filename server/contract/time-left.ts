import { isStageEnded, type Stage } from "./stage";
import { traitsOf } from "./stage-kinds";
import { restOf, sumTimes, type TimeRange } from "./time-range";

type Timed = Pick<Stage, "key" | "kind" | "status" | "startedAt" | "progress" | "expected">;

/** `range` is null while the time of a stage that is still to end is unknown; `unknown` are the keys of those. */
export type TimeLeft = { range: TimeRange | null; unknown: string[] };

// How far the pace of what is left may be from the pace so far.
const paceMargin = 0.2;

/**
 * How long a run will still work, in ms from `nowMs`: what the engine says of the stage at work or else what was expected of it, and
 * what was expected of the stages to come, one after the other. Waiting for its turn behind other runs is not in it. Pure.
 */
export function timeLeftOf(stages: readonly Timed[], nowMs: number): TimeLeft {
  const open = stages.filter(({ kind, status }) => !isStageEnded(status) && !traitsOf(kind).isOnRequest);
  const left = open.map((stage) => ({ key: stage.key, range: leftOfStage(stage, nowMs) }));
  const known = left.flatMap(({ range }) => range ?? []);
  const unknown = left.flatMap(({ key, range }) => (range === null ? [key] : []));
  return { range: unknown.length > 0 ? null : sumTimes(known), unknown };
}

function leftOfStage({ status, startedAt, progress, expected }: Timed, nowMs: number): TimeRange | null {
  const isAtWork = status === "running" || status === "stopping";
  const saidMs = isAtWork ? (progress?.remainingMs ?? null) : null;
  if (saidMs !== null)
    return { lowMs: saidMs * (1 - paceMargin), estimateMs: saidMs, highMs: saidMs * (1 + paceMargin) };
  if (expected === null) return null;
  return restOf(expected, isAtWork && startedAt !== null ? Math.max(0, nowMs - startedAt) : 0);
}
