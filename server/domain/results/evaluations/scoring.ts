import type { evaluationMetrics } from "../../../contract/recipe/evaluate";
import { type AnswerWord, answerWords } from "./answer-words";
import { isDenied } from "./denial";
import { finalAnswer } from "./final-answer";

type Metric = (typeof evaluationMetrics)[number];

type Compared = { given: AnswerWord[]; wanted: AnswerWord[] };

/** 1 when an accepted answer stands in the response as whole words that it does not deny, else 0. */
export function answerMatch(answer: string, references: string[]): number {
  return references.some((reference) => {
    const { given, wanted } = compared(answer, reference);
    if (wanted.length === 0) return symbolsOf(answer).includes(reference.trim()) && reference.trim() !== "";
    return given.some(
      (_, start) =>
        wanted.every(({ text }, index) => given[start + index]?.text === text) &&
        !isDenied(given, start, start + wanted.length),
    );
  })
    ? 1
    : 0;
}

/** 1 when the response is an accepted answer and nothing else, else 0. */
export function exactMatch(answer: string, references: string[]): number {
  return references.some((reference) => {
    const { given, wanted } = compared(answer, reference);
    if (wanted.length === 0) return reference.trim() !== "" && finalAnswer(answer).trim() === reference.trim();
    return given.length === wanted.length && wanted.every(({ text }, index) => given[index]?.text === text);
  })
    ? 1
    : 0;
}

/**
 * ROUGE-L F1 (Lin 2004, W04-1013): the longest common subsequence of words against the accepted answer that fits best.
 * Words are normalised first, since EvalScope's own figure counts "Paris." and "Paris" as different words.
 */
export function rougeL(answer: string, references: string[]): number {
  return Math.max(0, ...references.map((reference) => rougeLOf(compared(answer, reference))));
}

/** Both sides' words without articles; an accepted answer of nothing but articles (the key "A") keeps them on both sides. */
function compared(answer: string, reference: string): Compared {
  const wanted = answerWords(reference);
  const given = answerWords(finalAnswer(answer));
  const withoutArticles = wanted.filter(({ isArticle }) => !isArticle);
  if (withoutArticles.length === 0) return { given, wanted };
  return { given: given.filter(({ isArticle }) => !isArticle), wanted: withoutArticles };
}

/** What stands between spaces, for accepted answers that are a symbol ("+"). */
function symbolsOf(answer: string): string[] {
  return finalAnswer(answer).split(/\s+/);
}

function rougeLOf({ given, wanted }: Compared): number {
  const common = commonLength(textsOf(given), textsOf(wanted));
  return common === 0 ? 0 : (2 * common) / (given.length + wanted.length);
}

function textsOf(words: AnswerWord[]): string[] {
  return words.map(({ text }) => text);
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
