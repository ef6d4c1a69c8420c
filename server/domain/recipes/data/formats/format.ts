import type { ColumnRole, DataFormat, DataMapping } from "../../../../contract/data-look";
import type { RowFault } from "../faults";
import type { Cells } from "../source";
import type { Turn } from "./turns";

/** A training row in the normal form. */
export type TrainingRow = { messages: Turn[]; rejected_response?: string; label?: boolean } & Cells;
/** A held-out row in the normal form. */
export type HeldOutRow = { id?: string | number; question: string; answers: string[] };

/** Whether a row is a held-out one. */
export function isHeldOut(row: TrainingRow | HeldOutRow): row is HeldOutRow {
  return !("messages" in row);
}

/** A row in the normal form, or what is wrong with it; `isSame` where it was in the normal form already. */
export type Converted<Row> = { row: Row; isSame?: boolean } | { fault: RowFault };

/** One way in which rows say what was asked and answered. */
export type FormatDefinition = {
  format: DataFormat;
  /** Which column holds what; null where the columns are none of this format. */
  recognise: (columns: Columns) => DataMapping | null;
  /** A row of this format in the normal form. */
  toRow: (cells: Cells, mapping: DataMapping) => Converted<TrainingRow>;
};

/** The columns of a file, as they are named by people, and the values of its first rows. */
export class Columns {
  private readonly byLowerName: Map<string, string>;

  constructor(
    readonly names: readonly string[],
    private readonly rows: readonly Cells[],
    private readonly given: DataMapping,
  ) {
    this.byLowerName = new Map(names.map((name) => [name.toLowerCase(), name]));
  }

  /** The column that holds a role: the one that was named for it, else the first that goes by a name of the list. */
  find(role: ColumnRole, names: readonly string[]): string | undefined {
    const given = this.given[role];
    if (given !== undefined && this.names.includes(given)) return given;
    const taken = new Set(Object.values(this.given));
    return names.flatMap((name) => this.byLowerName.get(name) ?? []).find((name) => !taken.has(name));
  }

  /** Whether a column was named for a role. */
  isGiven(role: ColumnRole): boolean {
    return this.names.includes(this.given[role] ?? "");
  }

  /** Whether the first rows that hold something there fit. */
  has(name: string | undefined, fits: (value: unknown) => boolean): boolean {
    if (name === undefined) return false;
    const values = this.rows.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
    return values.length > 0 && values.slice(0, 5).some(fits);
  }
}

/** A mapping without the roles that no column has. */
export function mappingOf(found: Partial<Record<ColumnRole, string | undefined>>): DataMapping {
  return Object.fromEntries(Object.entries(found).filter(([, name]) => name !== undefined));
}

/** What a row holds for a role. */
export function cellOf(cells: Cells, mapping: DataMapping, role: ColumnRole): unknown {
  const name = mapping[role];
  return name === undefined ? undefined : cells[name];
}

/** What is text in a cell, a number as it is written; empty for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The text of a cell or, where it holds several, of the first of them. */
export function firstTextOf(value: unknown): string {
  return textOf(Array.isArray(value) ? value[0] : value);
}
