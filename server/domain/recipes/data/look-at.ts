import { statSync } from "node:fs";
import type { DataColumn, DataLook } from "../../../contract/data-look";
import { FaultGroups, fatalProblem } from "./fault-groups";
import { FileFault } from "./faults";
import { type NormalRow, newRowFacts, type RowOptions, rowsOf } from "./rows-of";
import type { Cells } from "./source";

const sampleRows = 3;
const maxColumns = 200;
const exampleCharacters = 200;

/** What a data file holds: how, in which columns, its first rows in the normal form, and what is wrong with the others. Reads all of it once. */
export async function lookAtData(path: string, options: RowOptions = {}): Promise<DataLook> {
  const facts = newRowFacts();
  const faults = new FaultGroups();
  const columns = new Map<string, DataColumn>();
  const sample: NormalRow[] = [];
  const fatal: FileFault[] = [];
  let goodRows = 0;
  try {
    for await (const entry of rowsOf(path, options, facts)) {
      if ("fault" in entry) faults.add(entry.fault, entry.line);
      else {
        goodRows += 1;
        noteColumns(columns, entry.cells);
        if (sample.length < sampleRows) sample.push(entry.row);
      }
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    fatal.push(error);
    facts.isNormal = false;
  }
  for (const name of facts.columns) if (!columns.has(name)) columns.set(name, { name, filled: 0, example: "" });
  const { format, container, encoding, compression, mapping, digest, isNormal } = facts;
  return {
    ...{ format, container, encoding, compression, mapping, digest, isNormal },
    sizeBytes: statSync(path).size,
    rows: goodRows + faults.rows,
    goodRows,
    columns: [...columns.values()],
    sample,
    problems: [...fatal.map(fatalProblem), ...faults.problems(facts)],
  };
}

function noteColumns(columns: Map<string, DataColumn>, cells: Cells): void {
  for (const [name, value] of Object.entries(cells)) {
    if (value === null || value === undefined || value === "") continue;
    const known = columns.get(name);
    if (known !== undefined) known.filled += 1;
    else if (columns.size < maxColumns) columns.set(name, { name, filled: 1, example: exampleOf(value) });
  }
}

function exampleOf(value: unknown): string {
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, exampleCharacters);
}
