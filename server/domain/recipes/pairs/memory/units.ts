import type { Recipe } from "../../../../contract/recipe/recipe";

/** Bytes of one number of a dtype. */
export function bytesOf(dtype: Recipe["student"]["dtype"]): 2 | 4 {
  return dtype === "float32" ? 4 : 2;
}

/** A count for people: `63.7 M`, `7.62 B`. */
export function formatCount(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(2)} B`;
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)} M`;
  return count >= 1e3 ? `${(count / 1e3).toFixed(1)} K` : String(count);
}
