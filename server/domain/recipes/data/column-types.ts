import type { Cells } from "./source";

/** Which types of values each column holds: the engine's loader takes one for each. */
export class ColumnTypes {
  private readonly types = new Map<string, string>();
  /** Whether every column holds values of one type. */
  areOne = true;

  /** Notes the values of a row. */
  note(cells: Cells): void {
    if (!this.areOne) return;
    for (const [name, value] of Object.entries(cells)) {
      if (value === null || value === undefined) continue;
      const type = Array.isArray(value) ? "list" : typeof value;
      const known = this.types.get(name);
      if (known === undefined) this.types.set(name, type);
      else if (known !== type) this.areOne = false;
    }
  }
}
