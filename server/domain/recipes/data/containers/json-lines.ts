import type { Cells, DataRecord, SourceFacts } from "../source";
import { isBroken } from "./encoding";
import { type Line, linesOf } from "./lines";

/** The rows of JSON Lines; empty lines are passed over. */
export async function* jsonLines(chunks: AsyncIterable<Buffer>, facts: SourceFacts): AsyncGenerator<DataRecord[]> {
  for await (const lines of linesOf(chunks, facts)) yield lines.flatMap((line) => recordsOf(line, facts));
}

function recordsOf({ line, bytes }: Line, facts: SourceFacts): DataRecord[] {
  if (bytes === null) return [{ line, fault: "too-long" }];
  if (isBroken(bytes, facts)) return [{ line, fault: "bad-text" }];
  const text = bytes.toString("utf8").trim();
  return text === "" ? [] : [recordOf(line, text)];
}

function recordOf(line: number, text: string): DataRecord {
  try {
    return asRecord(line, JSON.parse(text));
  } catch {
    return { line, fault: "not-json" };
  }
}

/** A row that is a JSON value. */
export function asRecord(line: number, value: unknown): DataRecord {
  return isCells(value) ? { line, cells: value } : { line, fault: "not-object" };
}

/** Whether a value is an object with columns. */
export function isCells(value: unknown): value is Cells {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
