import type { DataLook } from "../contract/data-look";
import { words } from "./language";
import { formatTable } from "./table";

/** What a data file holds, as a person reads it in a terminal. */
export function describeData(look: DataLook): string {
  const { format, container, encoding, compression, rows, goodRows, columns, mapping, sample, problems } = look;
  const held = [container, encoding, compression].filter((part) => part !== null).join(", ");
  const roles = new Map(Object.entries(mapping).map(([role, name]) => [name, role]));
  const table = columns.map(({ name, filled, example }) => [
    `  ${name}`,
    roles.get(name) ?? "",
    String(filled),
    JSON.stringify(example.slice(0, 60)),
  ]);
  return [
    `Format: ${format} (${held})${look.isNormal ? ", used as it is" : ""}`,
    `Rows: ${rows}, of them good ${goodRows}`,
    formatTable(["  column", "holds", "filled", "example"], table),
    ...sample.map((row) => `  ${JSON.stringify(row)}`),
    ...problems.map(({ message, isFatal }) => `${isFatal ? "error" : "problem"}: ${words(message)}`),
  ].join("\n");
}
