import type { DataContainer, DataEncoding } from "../../../contract/data-look";
import type { RowFault } from "./faults";

export type Cells = Record<string, unknown>;

/** A row of a file by its columns, or what is wrong with it; `line` is that where it begins, or its number where a file has no lines. */
export type DataRecord = { line: number; cells: Cells } | { line: number; fault: RowFault };

/** What is noted of a file while it is read; all of it is known at its end. */
export type SourceFacts = {
  container: DataContainer;
  encoding: DataEncoding | null;
  compression: string | null;
  sizeBytes: number;
  digest: string | null;
  /** UTF-8 JSON Lines without BOM, compression or carriage returns. */
  isPlain: boolean;
};

/** Nothing seen yet. */
export function newSourceFacts(): SourceFacts {
  return { container: "jsonl", encoding: null, compression: null, sizeBytes: 0, digest: null, isPlain: true };
}

/** Longer records are passed over without being held. */
export const maxRecordBytes = 16 * 2 ** 20;
