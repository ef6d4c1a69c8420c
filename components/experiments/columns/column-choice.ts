import { z } from "zod";
import { columnOfKey, type RecipeColumn, recipeKeyOf } from "../../../server/contract/run-list";

/** Columns that a person can choose, in the order in which they stand; those of recipe keys come before the last. */
export const plainColumns = [
  "status",
  "name",
  "pair",
  "teacher",
  "student",
  "knowledge",
  "progress",
  "loss",
  "score",
  "quality",
  "speed",
  "size",
  "duration",
  "failure",
  "notes",
  "created",
] as const;
export type PlainColumn = (typeof plainColumns)[number];
export type ColumnName = PlainColumn | RecipeColumn;

export const usualColumns: readonly ColumnName[] = [
  ...["status", "name", "pair", "knowledge", "progress", "loss", "quality", "speed", "size"],
  ...["duration", "created"],
] as ColumnName[];

const mostRecipeColumns = 12;

/** The columns of a stored choice, in the order in which they are shown; the usual ones where it cannot be read. Names are always shown. */
export function readChoice(stored: string | null): readonly ColumnName[] {
  const names = stored === null ? undefined : z.array(z.string()).safeParse(parseJson(stored)).data;
  return names === undefined ? usualColumns : inOrder(names);
}

/** The chosen columns with one more or one less. */
export function toggleColumn(chosen: readonly ColumnName[], column: ColumnName): readonly ColumnName[] {
  return inOrder(chosen.includes(column) ? chosen.filter((name) => name !== column) : [...chosen, column]);
}

/** The recipe keys among the columns. */
export function keysOf(columns: readonly ColumnName[]): string[] {
  return columns.flatMap((column) => recipeKeyOf(column) ?? []);
}

function inOrder(names: readonly string[]): ColumnName[] {
  const keys = [...new Set(names)].flatMap((name) => recipeKeyOf(name) ?? []).slice(0, mostRecipeColumns);
  const plain = plainColumns.filter((name) => name === "name" || names.includes(name));
  const before = plain.filter((name) => name !== "created");
  return [...before, ...keys.map(columnOfKey), ...plain.filter((name) => name === "created")];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
