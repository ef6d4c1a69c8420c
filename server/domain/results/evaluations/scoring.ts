import type { evaluationMetrics } from "../../../contract/recipe/evaluate";

type Metric = (typeof evaluationMetrics)[number];

/** Lower case, no punctuation, no articles, single spaces: the normalisation of SQuAD's scorer (arXiv:1606.05250), for any script. */
export function normalizeAnswer(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/\b(a|an|the)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** 1 when an accepted answer stands in the response as whole words, else 0. */
export function answerMatch(answer: string, references: string[]): number {
  const padded = ` ${normalizeAnswer(answer)} `;
  return references.some((reference) => {
    const wanted = normalizeAnswer(reference);
    if (wanted === "") return false;
    // Scripts without spaces between words have no word boundaries to keep.
    return /[\u3040-\u30ff\u3400-\u9fff]/u.test(wanted) ? padded.includes(wanted) : padded.includes(` ${wanted} `);
  })
    ? 1
    : 0;
}

/** 1 when the response is an accepted answer and nothing else, else 0. */
export function exactMatch(answer: string, references: string[]): number {
  const given = normalizeAnswer(answer);
  return references.some((reference) => normalizeAnswer(reference) === given) ? 1 : 0;
}

/**
 * ROUGE-L F1 (Lin 2004, W04-1013): the longest common subsequence of words against the accepted answer that fits best.
 * Words are normalised first, since EvalScope's own figure counts "Paris." and "Paris" as different words.
 */
export function rougeL(answer: string, references: string[]): number {
  const given = wordsOf(answer);
  return Math.max(0, ...references.map((reference) => rougeLOf(given, wordsOf(reference))));
}

function rougeLOf(given: string[], wanted: string[]): number {
  const common = commonLength(given, wanted);
  return common === 0 ? 0 : (2 * common) / (given.length + wanted.length);
}

/** Words, and single characters where a script has no spaces between words. */
function wordsOf(text: string): string[] {
  return normalizeAnswer(text).match(/[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+/gu) ?? [];
}

function commonLength(a: string[], b: string[]): number {
  let before: number[] = new Array(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    for (const [index, other] of b.entries())
      row.push(word === other ? (before[index] ?? 0) + 1 : Math.max(row[index] ?? 0, before[index + 1] ?? 0));
    before = row;
  }
  return before.at(-1) ?? 0;
}

/** Scores of one answer by metric; an unanswered item scores 0. */
export function scoreItem(
  metrics: readonly Metric[],
  item: { answer: string | null; references: string[] },
): Record<string, number> {
  const answer = item.answer ?? "";
  return Object.fromEntries(metrics.map((metric) => [metric, scorers[metric](answer, item.references)]));
}

const scorers: Record<Metric, (answer: string, references: string[]) => number> = {
  "answer-match": answerMatch,
  "exact-match": exactMatch,
  "rouge-l": rougeL,
};
