import type { Progress } from "../contract/stage";

// Bars that name something, such as `Map: 50%|`, tell of a part of the preparation.
const bar = /^\s*\d{1,3}%\|[^|]{0,400}\|\s*(\d{1,12})\/(\d{1,12}) \[([\d:]{2,12})<([\d:]{2,12}|\?),/;

/** Progress from a nameless bar of tqdm, such as ` 17%|█▋  | 16/96 [00:50<04:13,  3.17s/it]`; null for every other text. */
export function parseProgressBar(text: string): Progress | null {
  const found = bar.exec(text);
  if (found === null) return null;
  const [step, totalSteps] = [Number(found[1]), Number(found[2])];
  if (totalSteps === 0) return null;
  return {
    ...{ step, totalSteps, fraction: Math.min(1, step / totalSteps), phase: null },
    // Nothing has been measured before the first is done.
    remainingMs: step === 0 ? null : msOf(found[4]),
    workedMs: msOf(found[3]) ?? undefined,
  };
}

/** ms of `mm:ss` or `h:mm:ss`; null for anything else. */
function msOf(text = ""): number | null {
  if (!/^\d+(:\d+){1,2}$/.test(text)) return null;
  return text.split(":").reduce((seconds, part) => seconds * 60 + Number(part), 0) * 1_000;
}
