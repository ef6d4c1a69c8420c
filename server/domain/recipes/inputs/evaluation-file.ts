import { statSync } from "node:fs";
import type { DataProblem } from "../../../contract/data-look";
import { FaultGroups, fatalProblem } from "../data/fault-groups";
import { FileFault } from "../data/faults";
import { type HeldOutRow, isHeldOut } from "../data/formats/format";
import { newRowFacts, rowsOf } from "../data/rows-of";
import { normalizePrompt } from "../data-file";
import type { Reading } from "./keep-readings";
import { keyOfText } from "./text-keys";

/** One item of a held-out file; `key` is that of its normalised question. */
export type EvaluationItem = { line: number; row: HeldOutRow; key: bigint };

/** Everything that is asked of a held-out file, from one reading. */
export type EvaluationFacts = {
  /** Rows, good and bad. */
  lines: number;
  items: EvaluationItem[];
  /** What is wrong, all rows of a kind at once. */
  problems: DataProblem[];
  /** Whether the engine can be given the file as it is. */
  isNormal: boolean;
};

/** What a held-out file of questions with answers holds; in a server a worker reads it. */
export async function readEvaluationFile(
  path: string,
  { onProgress, columns }: Reading = {},
): Promise<EvaluationFacts> {
  const seen = newRowFacts();
  const faults = new FaultGroups();
  const items: EvaluationItem[] = [];
  const fatal: FileFault[] = [];
  const sizeBytes = Math.max(1, statSync(path).size);
  try {
    for await (const entry of rowsOf(path, { columns, use: "held-out" }, seen)) {
      onProgress?.(Math.min(1, seen.sizeBytes / sizeBytes));
      if ("fault" in entry) faults.add(entry.fault, entry.line);
      else if (isHeldOut(entry.row))
        items.push({ line: entry.line, row: entry.row, key: keyOfText(normalizePrompt(entry.row.question)) });
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    fatal.push(error);
  }
  const problems = [...fatal.map(fatalProblem), ...faults.problems(seen)];
  return { lines: items.length + faults.rows, items, problems, isNormal: seen.isNormal && problems.length === 0 };
}
