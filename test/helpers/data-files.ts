import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";

type Cells = Record<string, unknown>;

const folder = () => mkdtempSync(join(tmpdir(), "stillroom-data-"));

/** Writes a file of its own folder and returns its path. */
export function writeData(name: string, content: string | Buffer): string {
  const path = join(folder(), name);
  writeFileSync(path, content);
  return path;
}

/** Rows as JSON Lines. */
export function asLines(rows: readonly Cells[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** Rows as a table with quoted cells. */
export function asTable(rows: readonly Cells[], sign = ",", lineEnd = "\n"): string {
  const names = Object.keys(rows[0] ?? {});
  const cell = (value: unknown) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return `"${text.replaceAll('"', '""')}"`;
  };
  const lines = [names.join(sign), ...rows.map((row) => names.map((name) => cell(row[name])).join(sign))];
  return lines.map((line) => `${line}${lineEnd}`).join("");
}

/** Rows as Parquet with one row group for every two. */
export function asParquet(rows: readonly Cells[], codec: "SNAPPY" | "UNCOMPRESSED" = "SNAPPY"): Buffer {
  const columnData = Object.keys(rows[0] ?? {}).map((name) => {
    const data = rows.map((row) => row[name]);
    const type = data.every((value) => typeof value === "string") ? ("STRING" as const) : ("JSON" as const);
    return { name, data, type };
  });
  return Buffer.from(parquetWriteBuffer({ columnData, codec, rowGroupSize: 2 }));
}

/** Rows of one way of holding them by the name that a file of it has. */
export const containers: Record<string, (rows: readonly Cells[]) => string | Buffer> = {
  "rows.jsonl": asLines,
  "rows.json": (rows) => JSON.stringify(rows, null, 2),
  "one-line.json": (rows) => JSON.stringify(rows),
  "lines.json": asLines,
  "wrapped.json": (rows) => JSON.stringify({ version: 2, data: rows }, null, 1),
  "rows.csv": (rows) => asTable(rows),
  "semicolons.csv": (rows) => asTable(rows, ";"),
  "rows.tsv": (rows) => asTable(rows, "\t"),
  "rows.parquet": (rows) => asParquet(rows),
  "bare.parquet": (rows) => asParquet(rows, "UNCOMPRESSED"),
  "rows.jsonl.gz": (rows) => gzipSync(asLines(rows)),
  "rows.csv.gz": (rows) => gzipSync(asTable(rows)),
};
