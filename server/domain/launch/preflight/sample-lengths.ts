import { setImmediate as othersTurn } from "node:timers/promises";
import type { DataFiles } from "../../recipes/inputs/data-files";
import { trainingFactsOf } from "../../recipes/inputs/read-inputs";
import { maxSampled, type RowsLook, type SampledText } from "../../recipes/inputs/training-file";

/** Gives the number of tokens of a text. */
export type CountTokens = (text: string) => number;

const known = new WeakMap<CountTokens, WeakMap<SampledText, number>>();

/**
 * Lengths in tokens of an even sample of at most 2,000 rows of all training files. Of a very long row the beginning is counted
 * and the rest taken to be alike. What a `count` has once counted is not counted again.
 */
export async function sampleLengths(files: DataFiles, count: CountTokens): Promise<number[]> {
  const lengths: number[] = [];
  for (const sampled of evenSample(trainingFactsOf(files).map(({ look }) => look))) {
    const isNew = !countedBy(count).has(sampled);
    lengths.push(lengthOf(sampled, count));
    // Counting takes a while: other requests have their turn in between.
    if (isNew) await othersTurn();
  }
  return lengths;
}

/** At most 2,000 rows of all files, of each as large a share as it has of the rows. */
function evenSample(looks: RowsLook[]): SampledText[] {
  const rows = looks.reduce((sum, look) => sum + look.rows, 0);
  const share = Math.min(1, maxSampled / Math.max(1, rows));
  return looks
    .flatMap(({ rows: own, sample }) => {
      const taken = Math.min(sample.length, Math.ceil(own * share));
      return sample.filter(
        (_, place) => Math.floor(((place + 1) * taken) / sample.length) > Math.floor((place * taken) / sample.length),
      );
    })
    .slice(0, maxSampled);
}

function lengthOf(sampled: SampledText, count: CountTokens): number {
  const counted = countedBy(count);
  const length =
    counted.get(sampled) ?? Math.round((count(sampled.text) * sampled.characters) / Math.max(1, sampled.text.length));
  counted.set(sampled, length);
  return length;
}

function countedBy(count: CountTokens): WeakMap<SampledText, number> {
  const counted = known.get(count) ?? new WeakMap<SampledText, number>();
  known.set(count, counted);
  return counted;
}
