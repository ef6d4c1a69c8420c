import { message } from "../../../contract/message";
import { bytesOf, peek } from "./containers/bytes";
import { containerOf, delimiterOf } from "./containers/container-of";
import { delimited } from "./containers/delimited";
import { asUtf8 } from "./containers/encoding";
import { jsonArray } from "./containers/json-array";
import { jsonLines } from "./containers/json-lines";
import { parquet } from "./containers/parquet";
import { plainText } from "./containers/plain-text";
import { FileFault } from "./faults";
import type { DataRecord, SourceFacts } from "./source";

/** The rows of a data file in whatever it holds them, some at a time; what it is is noted in `facts`. Throws a `FileFault` where nothing more can be read. */
export async function* recordsOf(path: string, facts: SourceFacts): AsyncGenerator<DataRecord[]> {
  const { head, chunks } = await peek(bytesOf(path, facts));
  const mark = head.subarray(0, 4).toString("latin1");
  if (mark === "PK\u0003\u0004") throw new FileFault(message("data.archive"));
  if (mark === "PAR1") {
    await chunks.return(undefined);
    if (facts.compression !== null) throw new FileFault(message("data.unpack-first"));
    yield* parquet(path, facts);
  } else yield* textRecords(path, chunks, facts);
}

async function* textRecords(
  path: string,
  bytes: AsyncGenerator<Buffer>,
  facts: SourceFacts,
): AsyncGenerator<DataRecord[]> {
  const { head, chunks } = await peek(asUtf8(bytes, facts));
  facts.container = containerOf(path, head);
  if (facts.container === "json") yield* jsonArray(chunks, facts);
  else if (facts.container === "csv" || facts.container === "tsv") yield* delimited(chunks, facts, delimiterOf(head));
  else if (facts.container === "text") yield* plainText(chunks, facts);
  else yield* jsonLines(chunks, facts);
}
