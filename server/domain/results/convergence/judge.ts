import { type Message, message } from "../../../contract/message";
import { traitsOf } from "../../../contract/stage-kinds";
import { requireRun } from "../../pipeline/runs/get-row";
import type { Services } from "../../services";
import { listSeries } from "../metrics/series";
import { mannKendallZ, median, theilSenSlope } from "./trend";

export type LossPoint = { step: number; value: number };

export type Convergence = {
  /** `settled`: no trend that matters; `falling`: training longer would still help; `rising`: the student overfits. */
  verdict: "settled" | "falling" | "rising" | "too-few";
  reason: Message;
  /** Evaluations that were judged, the latest ones. */
  judged: number;
  /** Change over the judged part relative to its median loss; null where nothing was judged. */
  relativeChange: number | null;
  /** The lowest loss of the whole curve. */
  best: LossPoint | null;
};

const minPoints = 4;
/** Over the judged part; less than this does not change what the student answers. */
const tolerance = 0.01;
/** Two-sided 5 %; four points cannot reach it, so that for them strict order has to do, which chance gives in 8 %. */
const trendZ = (count: number) => (count > minPoints ? 1.96 : 1.645);

/**
 * Judges an evaluation loss by its last third, at least four points. There is a trend when Mann–Kendall finds one at 5 %
 * (Mann 1945, Kendall 1975), and it matters when the Theil–Sen line (Sen 1968) moves by more than 1 % of the median loss:
 * order and medians, so that one noisy evaluation decides nothing.
 */
export function judgeConvergence(points: LossPoint[]): Convergence {
  const finite = points.filter(({ step, value }) => Number.isFinite(step) && Number.isFinite(value));
  const best = finite.reduce<LossPoint | null>(
    (lowest, point) => (lowest === null || point.value < lowest.value ? point : lowest),
    null,
  );
  if (finite.length < minPoints)
    return {
      verdict: "too-few",
      reason: message("convergence.too-few", { count: finite.length, needed: minPoints }),
      judged: 0,
      relativeChange: null,
      best,
    };
  const recent = finite.slice(-Math.max(minPoints, Math.ceil(finite.length / 3)));
  const relativeChange = changeOver(recent);
  const isTrend = Math.abs(mannKendallZ(recent.map(({ value }) => value))) > trendZ(recent.length);
  const verdict =
    !isTrend || Math.abs(relativeChange) <= tolerance ? "settled" : relativeChange < 0 ? "falling" : "rising";
  return {
    verdict,
    reason: reasonOf(verdict, recent, relativeChange, best),
    judged: recent.length,
    relativeChange,
    best,
  };
}

function changeOver(recent: LossPoint[]): number {
  const span = (recent.at(-1)?.step ?? 0) - (recent[0]?.step ?? 0);
  const level = Math.abs(median(recent.map(({ value }) => value)));
  const change = theilSenSlope(recent.map(({ step, value }) => [step, value])) * span;
  if (level === 0) return change === 0 ? 0 : Math.sign(change) * Number.POSITIVE_INFINITY;
  return change / level;
}

function reasonOf(
  verdict: "settled" | "falling" | "rising",
  recent: LossPoint[],
  relativeChange: number,
  best: LossPoint | null,
): Message {
  const span = {
    change: { share: Math.abs(relativeChange) },
    count: recent.length,
    from: String(recent[0]?.step),
    to: String(recent.at(-1)?.step),
  };
  if (verdict === "falling") return message("convergence.falling", span);
  const lowest = { lowest: best?.value.toPrecision(4) ?? "?", at: String(best?.step ?? "?") };
  return message(verdict === "settled" ? "convergence.settled" : "convergence.rising", { ...span, ...lowest });
}

/** The verdict on the evaluation loss of a run's distillation; after a resume the latest attempt's points replace those it repeats. Throws `not-found`. */
export function convergenceOfRun({ db }: Services, runId: string): Convergence {
  requireRun(db, runId);
  const series = listSeries(db, { runIds: [runId], keys: ["eval_loss"], points: Number.MAX_SAFE_INTEGER });
  const points = series
    .filter(({ stageKind }) => traitsOf(stageKind).isTraining)
    .flatMap((entry) => entry.points.map(([step, , value]) => ({ step, value })));
  return judgeConvergence(supersede(points).flatMap(({ step, value }) => (value === null ? [] : [{ step, value }])));
}

/** A point that steps back makes everything from its step on void: training was taken up again from there. */
export function supersede<Point extends { step: number }>(points: Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    while ((kept.at(-1)?.step ?? Number.NEGATIVE_INFINITY) >= point.step) kept.pop();
    kept.push(point);
  }
  return kept;
}
