import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { message } from "../../../../contract/message";
import { FileFault } from "../faults";
import type { Cells, DataRecord, SourceFacts } from "../source";

/** A row group is decoded as a whole. */
const maxGroupBytes = 2 ** 30;

/** The rows of a Parquet file with their numbers, a row group's at a time. */
export async function* parquet(path: string, facts: SourceFacts): AsyncGenerator<DataRecord[]> {
  Object.assign(facts, { container: "parquet", encoding: null, isPlain: false });
  facts.sizeBytes = statSync(path).size;
  const file = await asyncBufferFromFile(path);
  const metadata = await orDamaged(() => parquetMetadataAsync(file));
  facts.compression = compressionOf(metadata);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    if (group.total_byte_size > maxGroupBytes)
      throw new FileFault(message("data.parquet-large", { size: { bytes: Number(group.total_byte_size) } }));
    const rowEnd = rowStart + Number(group.num_rows);
    const first = rowStart + 1;
    const rows = await orDamaged(() => parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors }));
    yield rows.map((row, place) => ({ line: first + place, cells: asCells(row) }));
    rowStart = rowEnd;
  }
  facts.digest = await digestOfFile(path);
}

async function orDamaged<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch {
    throw new FileFault(message("data.parquet-damaged"));
  }
}

function compressionOf({ row_groups: [group] }: FileMetaData): string | null {
  const codec = group?.columns[0]?.meta_data?.codec;
  return codec === undefined || codec === "UNCOMPRESSED" ? null : codec.toLowerCase();
}

function asCells(row: Record<string, unknown>): Cells {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asJson(value)]));
}

/** A value as JSON has it: large whole numbers as numbers or, where these are not exact, as text; bytes are left out. */
function asJson(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(asJson);
  if (ArrayBuffer.isView(value) || value === undefined) return null;
  return typeof value === "object" && value !== null ? asCells(value as Cells) : value;
}

async function digestOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
