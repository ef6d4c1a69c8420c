import { setAt } from "../at-path";
import type { RecipeShape } from "./shape";
import { recipeShape } from "./shape";
import type { Sweep, SweepParameter, SweepRange } from "./sweep";

/** Values by recipe key in dot form. */
export type TrialValues = Record<string, unknown>;

/** The recipe without its sweep and with some keys replaced (null takes one away), not yet checked; the key that has no place in it where there is one. */
export function withValues(recipe: RecipeShape, values: TrialValues): { input: unknown; missingKey: string | null } {
  const { sweep: _, ...single } = recipe;
  let input: unknown = single;
  for (const [key, value] of Object.entries(values)) {
    const placed = setAt(input, key, value);
    if (!placed.isPlaced) return { input: single, missingKey: key };
    input = placed.tree;
  }
  return { input, missingKey: null };
}

/** Every combination of a grid, the last key changing fastest. */
export function gridOf(recipe: RecipeShape, { parameters }: Sweep): TrialValues[] {
  return Object.entries(parameters).reduce<TrialValues[]>(
    (trials, [key, parameter]) =>
      trials.flatMap((trial) => gridValues(recipe, key, parameter).map((value) => ({ ...trial, [key]: value }))),
    [{}],
  );
}

/** The values that a grid takes of one parameter, each once; those of a range are spread evenly. */
export function gridValues(recipe: RecipeShape, key: string, parameter: SweepParameter): unknown[] {
  if (Array.isArray(parameter)) return unique(parameter);
  const { points = 2 } = parameter;
  const isWhole = takesWhole(recipe, key, parameter);
  return unique(Array.from({ length: points }, (_, place) => pointOf(parameter, place / (points - 1), isWhole)));
}

const triesPerTrial = 100;

/** Different combinations drawn with the sweep's seed; fewer than asked for where there are no more. */
export function drawTrials(recipe: RecipeShape, { parameters, trials, seed }: Sweep): TrialValues[] {
  const random = mulberry32(seed);
  const drawers = Object.entries(parameters).map(([key, parameter]) => [key, drawer(recipe, key, parameter)] as const);
  const drawn = new Map<string, TrialValues>();
  for (let tries = 0; drawn.size < trials && tries < trials * triesPerTrial; tries += 1) {
    const values = Object.fromEntries(drawers.map(([key, draw]) => [key, draw(random())]));
    const name = JSON.stringify(values);
    if (!drawn.has(name)) drawn.set(name, values);
  }
  return [...drawn.values()];
}

function drawer(recipe: RecipeShape, key: string, parameter: SweepParameter): (share: number) => unknown {
  if (Array.isArray(parameter)) {
    const values = unique(parameter);
    return (share) => values[Math.floor(share * values.length)];
  }
  const isWhole = takesWhole(recipe, key, parameter);
  return (share) => pointOf(parameter, share, isWhole);
}

/** The number at a share (0 to 1) of a range, with at most four significant digits. */
function pointOf({ min, max, scale }: SweepRange, share: number, isWhole: boolean): number {
  const exact = scale === "log" ? min * (max / min) ** share : min + (max - min) * share;
  const rounded = isWhole ? Math.round(exact) : Number(exact.toPrecision(4));
  return Math.min(max, Math.max(min, rounded));
}

/** True where the recipe takes whole numbers only at this key. */
function takesWhole(recipe: RecipeShape, key: string, { min, max }: SweepRange): boolean {
  if (!Number.isInteger(min) || !Number.isInteger(max)) return false;
  const { error } = recipeShape.safeParse(withValues(recipe, { [key]: min + 0.5 }).input);
  return error?.issues.some((issue) => issue.code === "invalid_type" && issue.path.join(".") === key) ?? false;
}

function unique(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Numbers from 0 to below 1, the same for the same seed (public domain, Tommy Ettinger). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
