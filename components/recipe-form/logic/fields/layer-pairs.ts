/** [student layer, teacher layer]; 0 is the embedding. */
export type LayerPair = [student: number, teacher: number];

/** The pairs of a recipe value; null where the layers are spread evenly. */
export function layerPairs(value: unknown): LayerPair[] | null {
  if (!Array.isArray(value)) return null;
  return value.flatMap((pair: unknown): LayerPair[] =>
    Array.isArray(pair) ? [[toCount(pair[0]), toCount(pair[1])]] : [],
  );
}

function toCount(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) ? value : 0;
}

/** A pair behind the last, as far on as the last two are apart. */
export function nextLayerPair(pairs: readonly LayerPair[]): LayerPair {
  const last = pairs.at(-1);
  if (last === undefined) return [1, 1];
  const before = pairs.at(-2) ?? [0, 0];
  return [next(before[0], last[0]), next(before[1], last[1])];
}

function next(before: number, last: number): number {
  return last + Math.max(1, last - before);
}
