/** A number from 0 to 1 that is the same for the same words. */
export function chanceOf(...words: (string | number)[]): number {
  let hash = 2_166_136_261;
  for (const character of words.join("\n")) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  // The last characters alone would decide little.
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507);
  hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Noise around 0, at most `size` to either side. */
export function noiseOf(size: number, ...words: (string | number)[]): number {
  return size * (2 * chanceOf(...words) - 1);
}

/** A value to so many places after the point, as ms-swift writes them. */
export function rounded(value: number, places = 8): number {
  return Number(value.toFixed(places));
}
