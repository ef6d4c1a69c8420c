import type { evaluationMetrics } from "../../contract/recipe/evaluate";

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

/** Scores of one answer by metric; an unanswered item scores 0, a score that the evaluator did not give is left out. */
export function scoreItem(
  metrics: readonly Metric[],
  item: { answer: string | null; references: string[]; rougeL: number | null },
): Record<string, number> {
  const answer = item.answer ?? "";
  const scores = metrics.flatMap((metric): [string, number][] => {
    if (metric === "answer-match") return [[metric, answerMatch(answer, item.references)]];
    if (metric === "exact-match") return [[metric, exactMatch(answer, item.references)]];
    return item.rougeL === null ? [] : [[metric, item.rougeL]];
  });
  return Object.fromEntries(scores);
}
