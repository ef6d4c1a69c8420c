import { type LineProblem, normalizePrompt, type QaRow, qaRowSchema, readJsonLines, readRow } from "../data-file";
import { keyOfText } from "./text-keys";
import { keptLines } from "./training-columns";

/** One item of a held-out file; `key` is that of its normalised question. */
export type EvaluationItem = { line: number; row: QaRow; key: bigint };

/** Everything that is asked of a held-out file, from one reading. */
export type EvaluationFacts = {
  /** Lines that are not empty. */
  lines: number;
  items: EvaluationItem[];
  /** What is wrong by line, the first 20. */
  problems: LineProblem[];
};

/** What a held-out file of questions with answers holds; in a server a worker reads it. */
export async function readEvaluationFile(path: string, onProgress?: (share: number) => void): Promise<EvaluationFacts> {
  const facts: EvaluationFacts = { lines: 0, items: [], problems: [] };
  for await (const entry of readJsonLines(path, onProgress)) {
    facts.lines += 1;
    const read = "message" in entry ? entry : readRow(qaRowSchema, entry);
    if ("row" in read) facts.items.push({ ...read, key: keyOfText(normalizePrompt(read.row.question)) });
    else if (facts.problems.length < keptLines) facts.problems.push(read);
  }
  return facts;
}
