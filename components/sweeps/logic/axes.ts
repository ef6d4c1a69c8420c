import { valueText } from "../../../server/contract/recipe/sweep-names";
import type { SweepDetail, SweepMeasure, SweepTrialRow } from "../../../server/contract/sweep";

/** One axis: the place of every trial as a number, null where it has none. Values that are no numbers are numbered from 0. */
export type Axis = {
  /** The recipe key, or the id of the measure. */
  id: string;
  measure: SweepMeasure | null;
  isLog: boolean;
  /** From the lowest place to the highest; never of no length. */
  domain: [number, number];
  /** The texts of numbered values; null for an axis of numbers. */
  categories: string[] | null;
  places: (number | null)[];
};

/** The axes of the varied keys, then of the measures to show; `trials` in the order of the places. */
export function buildAxes(
  { parameters, recipe }: Pick<SweepDetail, "parameters" | "recipe">,
  trials: readonly SweepTrialRow[],
  measures: readonly SweepMeasure[],
): Axis[] {
  const logKeys = Object.entries(recipe?.sweep?.parameters ?? {}).flatMap(([key, parameter]) =>
    !Array.isArray(parameter) && parameter.scale === "log" ? [key] : [],
  );
  return [
    ...parameters.map((key) => parameterAxis(key, trials, logKeys.includes(key))),
    ...measures.map((measure): Axis => {
      const places = trials.map(({ means }) => means[measure.id]?.mean ?? null);
      return { id: measure.id, measure, isLog: false, domain: domainOf(places, false), categories: null, places };
    }),
  ];
}

const logFrom = 50;

function parameterAxis(key: string, trials: readonly SweepTrialRow[], isLogRange: boolean): Axis {
  const values = trials.map((trial) => trial.values[key] ?? null);
  const numbers = values.flatMap((value) => (typeof value === "number" ? value : []));
  const base = { id: key, measure: null };
  if (numbers.length < values.length) {
    const categories = [...new Set(values.map(valueText))];
    const places = values.map((value) => categories.indexOf(valueText(value)));
    return { ...base, isLog: false, domain: domainOf(places, false), categories, places };
  }
  const isWide = Math.min(...numbers) > 0 && Math.max(...numbers) / Math.min(...numbers) >= logFrom;
  const isLog = isLogRange || isWide;
  return { ...base, isLog, domain: domainOf(numbers, isLog), categories: null, places: numbers };
}

function domainOf(places: readonly (number | null)[], isLog: boolean): [number, number] {
  const known = places.flatMap((place) => place ?? []);
  if (known.length === 0) return [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (low < high) return [low, high];
  return isLog
    ? [low / 2, high * 2]
    : [low - Math.max(0.5, Math.abs(low) / 2), high + Math.max(0.5, Math.abs(high) / 2)];
}

/** Where a place lies on its axis, from 0 (lowest) to 1. */
export function shareOn({ domain: [low, high], isLog }: Axis, place: number): number {
  return isLog ? Math.log(place / low) / Math.log(high / low) : (place - low) / (high - low);
}

/** The place at a share (0 to 1) of an axis. */
export function placeAt({ domain: [low, high], isLog }: Axis, share: number): number {
  return isLog ? low * (high / low) ** share : low + (high - low) * share;
}

const maxTicks = 6;

/** The places to write at an axis: those of the values themselves where they are few, else ends and quarters. */
export function ticksOf(axis: Axis): number[] {
  const own = [...new Set(axis.places.flatMap((place) => place ?? []))].sort((left, right) => left - right);
  if (own.length === 0) return [];
  if (axis.categories !== null || (axis.measure === null && own.length <= maxTicks)) return own;
  return own.length === 1 ? own : [0, 0.25, 0.5, 0.75, 1].map((share) => placeAt(axis, share));
}
