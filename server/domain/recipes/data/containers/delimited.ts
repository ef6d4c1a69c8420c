import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { z } from "zod";
import { message } from "../../../../contract/message";
import { FileFault } from "../faults";
import { type DataRecord, maxRecordBytes, type SourceFacts } from "../source";
import { TextWatch } from "./text-watch";

const parsedSchema = z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) });

const batchRows = 256;

/** The rows of a table of text under the names of its first line. Cells may be quoted, with line ends and quotes in them. */
export async function* delimited(
  chunks: AsyncIterable<Buffer>,
  facts: SourceFacts,
  delimiter: string,
): AsyncGenerator<DataRecord[]> {
  facts.isPlain = false;
  const watch = new TextWatch(facts);
  let names: string[] | null = null;
  let begin = 1;
  let batch: DataRecord[] = [];
  try {
    for await (const { info, record } of parsedOf(watched(chunks, watch), delimiter)) {
      if (names === null) names = namesOf(record);
      else batch.push(recordOf(begin, names, record, watch));
      begin = info.lines + 1;
      if (batch.length < batchRows) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    if (error instanceof FileFault) yield batch;
    throw error;
  }
  yield batch;
}

async function* watched(chunks: AsyncIterable<Buffer>, watch: TextWatch): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    watch.see(chunk);
    yield chunk;
  }
}

async function* parsedOf(chunks: AsyncIterable<Buffer>, delimiter: string) {
  const parser = parse({
    delimiter,
    info: true,
    max_record_size: maxRecordBytes,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  // Errors reach the one who reads the rows.
  pipeline(Readable.from(chunks), parser, () => undefined);
  try {
    for await (const parsed of parser) yield parsedSchema.parse(parsed);
  } catch (error) {
    throw error instanceof CsvError ? faultOf(error) : error;
  }
}

function faultOf(error: CsvError): FileFault {
  const line = typeof error.lines === "number" ? error.lines : null;
  return new FileFault(message("data.table-damaged", { line: line ?? "?" }), line);
}

function namesOf(record: string[]): string[] {
  return record.map((name, place) => name.trim() || `column ${place + 1}`);
}

function recordOf(line: number, names: string[], record: string[], watch: TextWatch): DataRecord {
  // Cells that are left out at the end of a line are empty ones.
  if (record.length > names.length) return { line, fault: "bad-cells" };
  const cells = Object.fromEntries(names.map((name, place) => [name, record[place] ?? ""]));
  return watch.isHit(cells) ? { line, fault: "bad-text" } : { line, cells };
}
