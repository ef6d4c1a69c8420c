import type { SweepTrialRow } from "../../../server/contract/sweep";
import { type Axis, shareOn } from "../logic/axes";

export type Frame = { width: number; height: number; xs: readonly number[]; top: number; bottom: number };

type TrialLinesProps = {
  axes: readonly Axis[];
  trials: readonly SweepTrialRow[];
  frame: Frame;
  within: readonly boolean[];
  colors: readonly string[];
  best: number | null;
  hovered: number | null;
  onHover: (index: number | null) => void;
};

/** One line a trial across the axes, broken where it has no value; trials outside of the marks are faint. */
export function TrialLines({ axes, trials, frame, within, colors, best, hovered, onHover }: TrialLinesProps) {
  const drawn = trials.map((trial, place) => ({ trial, place }));
  // The last is drawn on top.
  const weight = ({ trial, place }: (typeof drawn)[number]) =>
    (within[place] === true ? 1 : 0) + (trial.index === best ? 2 : 0) + (trial.index === hovered ? 4 : 0);
  return [...drawn]
    .sort((left, right) => weight(left) - weight(right))
    .map(({ trial, place }) => {
      const isStrong = trial.index === hovered || trial.index === best;
      const isEnded = trial.runs.every(({ earlyStop }) => earlyStop !== null);
      return (
        <path
          key={trial.index}
          d={pathOf(axes, place, frame)}
          data-testid="trial-line"
          data-within={within[place]}
          fill="none"
          stroke={colors[place]}
          strokeWidth={isStrong ? 3 : 1.5}
          strokeOpacity={within[place] === true ? (hovered === null || isStrong ? 0.95 : 0.45) : 0.1}
          strokeDasharray={isEnded ? "5 4" : undefined}
          strokeLinejoin="round"
          onPointerEnter={() => onHover(trial.index)}
          onPointerLeave={() => onHover(null)}
        />
      );
    });
}

function pathOf(axes: readonly Axis[], trial: number, { xs, top, bottom }: Frame): string {
  let isDrawing = false;
  return axes
    .map((axis, index) => {
      const place = axis.places[trial] ?? null;
      if (place === null) {
        isDrawing = false;
        return "";
      }
      const command = isDrawing ? "L" : "M";
      isDrawing = true;
      return `${command}${(xs[index] ?? 0).toFixed(1)},${(bottom - shareOn(axis, place) * (bottom - top)).toFixed(1)}`;
    })
    .join("");
}
