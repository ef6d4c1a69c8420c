import type { DataMapping } from "../../../contract/data-look";
import { readTokenizer } from "../pairs/tokenizer/read-tokenizer";
import { maxSampled, type RowsLook, readTrainingFile, type SampledText } from "./training-file";

/** Gives the number of tokens of a text. */
type CountTokens = (text: string) => number;

/** As much text as is cut into tokens: some seconds of work. */
const maxCounted = 6_000_000;

/** The training files, and the folder of the tokenizer that cuts them. */
export type LengthsInput = { files: string[]; columns?: DataMapping | undefined; tokenizer: string };

/** Lengths in tokens of an even sample of the rows of all files; none where the tokenizer cannot be read. Takes seconds: in a server a worker does it. */
export async function measureLengths(
  { files, columns, tokenizer }: LengthsInput,
  onProgress: (share: number) => void,
): Promise<number[]> {
  const facts = readTokenizer(tokenizer);
  if (facts?.form !== "whole" || facts.encode("a") === null) return [];
  const looks: RowsLook[] = [];
  for (const path of files) looks.push((await readTrainingFile(path, { columns })).look);
  return sampleLengths(looks, (text) => facts.encode(text)?.length ?? 0, onProgress);
}

/**
 * Lengths of at most 2,000 rows and 6 million characters, of each file as large a share as it has of the rows. Of a very long
 * row the beginning is counted and the rest taken to be alike.
 */
export function sampleLengths(
  looks: RowsLook[],
  count: CountTokens,
  onProgress: (share: number) => void = () => undefined,
): number[] {
  const sample = evenSample(looks);
  return sample.map((sampled, index) => {
    onProgress(index / sample.length);
    return Math.round((count(sampled.text) * sampled.characters) / Math.max(1, sampled.text.length));
  });
}

function evenSample(looks: RowsLook[]): SampledText[] {
  const rows = looks.reduce((sum, look) => sum + look.rows, 0);
  const share = Math.min(1, maxSampled / Math.max(1, rows));
  const all = looks
    .flatMap(({ rows: own, sample }) => everyFew(sample, Math.min(sample.length, Math.ceil(own * share))))
    .slice(0, maxSampled);
  const characters = all.reduce((sum, { text }) => sum + text.length, 0);
  return everyFew(all, Math.max(1, Math.floor(all.length * Math.min(1, maxCounted / Math.max(1, characters)))));
}

/** As many of the items as are to be taken, evenly spread. */
function everyFew<Item>(items: Item[], taken: number): Item[] {
  return items.filter(
    (_, place) => Math.floor(((place + 1) * taken) / items.length) > Math.floor((place * taken) / items.length),
  );
}
