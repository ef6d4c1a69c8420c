import { isTree } from "../../../../server/contract/at-path";

export type ExtraArgRow = { name: string; value: string };

/** A typed value as the recipe keeps it: true, false and numbers by their kind, anything else as text. */
export function parseArgValue(text: string): string | number | boolean {
  const trimmed = text.trim();
  if (trimmed === "true" || trimmed === "false") return trimmed === "true";
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed) ? Number(trimmed) : text;
}

/** The rows as recipe keys; rows without a name are left out, dashes in front of a name are dropped, of two equal names the later wins. */
export function rowsToArgs(rows: readonly ExtraArgRow[]): Record<string, string | number | boolean> {
  const named = rows.map(({ name, value }) => [name.trim().replace(/^-+/, ""), parseArgValue(value)] as const);
  return Object.fromEntries(named.filter(([name]) => name !== ""));
}

/** The recipe's extra arguments as rows to edit. */
export function argsToRows(args: unknown): ExtraArgRow[] {
  return isTree(args) ? Object.entries(args).map(([name, value]) => ({ name, value: String(value) })) : [];
}
