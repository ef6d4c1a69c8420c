import type { DataFormat, DataMapping } from "../../../contract/data-look";
import { message } from "../../../contract/message";
import { ColumnTypes } from "./column-types";
import { FileFault, type RowFault } from "./faults";
import type { Converted, HeldOutRow, TrainingRow } from "./formats/format";
import { heldOutRow } from "./formats/questions";
import { type Recognised, recognise } from "./formats/registry";
import { recordsOf } from "./records-of";
import { type Cells, type DataRecord, newSourceFacts, type SourceFacts } from "./source";

/** What a file is read for; by itself a file of questions is a held-out one. */
export type DataUse = "training" | "held-out";

export type RowOptions = { columns?: DataMapping | undefined; use?: DataUse | undefined };

/** What is noted of a file and of its rows while they are read. */
export type RowFacts = SourceFacts & {
  format: DataFormat;
  mapping: DataMapping;
  columns: string[];
  use: DataUse;
  /** Whether every row so far is in the normal form. */
  isNormal: boolean;
};

export type NormalRow = TrainingRow | HeldOutRow;

/** A row in the normal form with the columns that it comes from, or what is wrong with it. */
export type RowEntry = { line: number; row: NormalRow; cells: Cells } | { line: number; fault: RowFault };

/** Rows by which a format is recognised. */
const triedRows = 50;

/** Nothing read yet. */
export function newRowFacts(): RowFacts {
  return { ...newSourceFacts(), format: "unknown", mapping: {}, columns: [], use: "training", isNormal: true };
}

/**
 * The rows of a data file in the normal form, with those that cannot be read; all that is known of the file besides is noted
 * in `facts`. Memory holds some rows at a time, and nothing of a row above 16 MB. Throws a `FileFault` where nothing more can
 * be read.
 */
export async function* rowsOf(path: string, options: RowOptions, facts: RowFacts): AsyncGenerator<RowEntry> {
  const tried: DataRecord[] = [];
  const types = new ColumnTypes();
  let recognised: Recognised | null = null;
  for await (const records of untilFault(recordsOf(path, facts))) {
    if (records instanceof FileFault && tried.length === 0) throw records;
    if (!(records instanceof FileFault)) tried.push(...records);
    if (recognised === null && Array.isArray(records) && cellsOf(tried).length < triedRows) continue;
    recognised ??= recogniseIn(tried, options, facts);
    for (const record of tried.splice(0)) yield entryOf(record, recognised, facts, types);
    if (records instanceof FileFault) throw records;
  }
  recognised ??= recogniseIn(tried, options, facts);
  for (const record of tried) yield entryOf(record, recognised, facts, types);
  facts.isNormal &&= facts.isPlain && types.areOne;
}

/** What is read before a fault, and the fault: rows that are waiting for their format are not lost by it. */
async function* untilFault(batches: AsyncGenerator<DataRecord[]>): AsyncGenerator<DataRecord[] | FileFault> {
  try {
    yield* batches;
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    yield error;
  }
}

function cellsOf(records: readonly DataRecord[]): Cells[] {
  return records.flatMap((record) => ("cells" in record ? [record.cells] : []));
}

function recogniseIn(records: readonly DataRecord[], options: RowOptions, facts: RowFacts): Recognised | null {
  const rows = cellsOf(records);
  if (rows.length === 0) return null;
  const found = recognise(rows, options.columns ?? {});
  facts.columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (found === null)
    throw new FileFault(
      facts.columns.length === 0
        ? message("data.no-columns")
        : message("data.unrecognised", { columns: facts.columns.join(", ") }),
    );
  facts.format = found.definition.format;
  facts.mapping = found.mapping;
  facts.use = options.use ?? (facts.format === "questions" ? "held-out" : "training");
  return found;
}

function entryOf(record: DataRecord, recognised: Recognised | null, facts: RowFacts, types: ColumnTypes): RowEntry {
  const { line } = record;
  const converted = "fault" in record || recognised === null ? record : convert(record.cells, recognised, facts);
  if ("fault" in converted || "cells" in converted) {
    facts.isNormal = false;
    return { line, fault: "fault" in converted ? converted.fault : "not-object" };
  }
  const cells = "cells" in record ? record.cells : {};
  types.note(cells);
  facts.isNormal &&= converted.isSame === true && hasOwnNames(facts, cells);
  return { line, row: converted.row, cells };
}

function convert(cells: Cells, { definition, mapping }: Recognised, { use }: RowFacts): Converted<NormalRow> {
  const row = definition.toRow(cells, mapping);
  return use === "training" ? row : heldOutRow(cells, mapping, row);
}

/** Whether the columns go by the engine's own names, and no other would be taken for one of them. */
function hasOwnNames({ use, mapping }: RowFacts, cells: Cells): boolean {
  if (use === "held-out") return true;
  const { messages, rejected = "rejected_response", label = "label", ...others } = mapping;
  const isOwn = messages === "messages" && rejected === "rejected_response" && label === "label";
  return (
    isOwn &&
    Object.keys(others).length === 0 &&
    (cells.label === undefined || typeof cells.label === "boolean") &&
    !("conversations" in cells || "conversation" in cells || "system" in cells)
  );
}
