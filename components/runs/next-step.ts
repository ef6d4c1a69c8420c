import { failureTraitsOf } from "../../server/contract/failures";
import type { RunDetail } from "../../server/contract/run";
import type { Stage } from "../../server/contract/stage";

/** What a person can ask of the stage that did not succeed; `isFirst` where it is the likeliest to help. */
export type NextStep = { stage: Stage; isFirst: boolean } & (
  | { kind: "retry" }
  | { kind: "quantize-anyway" }
  | { kind: "resume"; step: number | null }
);

/** The stage that a run can go on with and how; null where none can, or where another attempt would fail by the same recipe again. Pure. */
export function nextStepOf(run: Pick<RunDetail, "stages" | "artifacts">, isEnded: boolean): NextStep | null {
  const stage = run.stages.find(
    ({ status, retryAt }) => retryAt !== null || (isEnded && ["failed", "lost", "cancelled"].includes(status)),
  );
  if (stage === undefined) return null;
  const { exit } = stage;
  if (exit?.outcome === "stopped") return { kind: "resume", step: savedStepOf(run, stage), stage, isFirst: true };
  if (exit?.reason === "not-settled") return { kind: "quantize-anyway", stage, isFirst: false };
  if (exit?.outcome !== "failed" || exit.reason === null) return { kind: "retry", stage, isFirst: true };
  const { isByRecipe, isPassing } = failureTraitsOf(exit.reason);
  return isByRecipe === true ? null : { kind: "retry", stage, isFirst: isPassing };
}

function savedStepOf({ artifacts }: Pick<RunDetail, "artifacts">, stage: Stage): number | null {
  const saved = artifacts.flatMap(({ kind, stageKey, step }) =>
    kind === "checkpoint" && stageKey === stage.key && step !== null ? [step] : [],
  );
  return saved.length > 0 ? Math.max(...saved) : (stage.progress?.step ?? null);
}
