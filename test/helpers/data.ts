import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes rows as JSONL below the `data` folder of a home and returns the reference that a recipe would name. */
export function writeRows(home: string, name: string, rows: unknown[]): string {
  mkdirSync(join(home, "data"), { recursive: true });
  writeFileSync(join(home, "data", name), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return `data/${name}`;
}

/** A chat row with a question and, where given, its answer. */
export function chatRow(question: string, answer?: string, columns: Record<string, unknown> = {}) {
  const asked = { role: "user", content: question };
  return { messages: answer === undefined ? [asked] : [asked, { role: "assistant", content: answer }], ...columns };
}
