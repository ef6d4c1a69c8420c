import { getManyValues, isMany } from "stream-chain/defs.js";
import { jsonParser, type parser } from "stream-json/parser.js";
import { message } from "../../../../contract/message";
import { FileFault } from "../faults";
import type { DataRecord, SourceFacts } from "../source";
import { ArrayElements, type Element } from "./array-elements";
import { asRecord } from "./json-lines";
import { TextWatch } from "./text-watch";

/** The elements of a JSON array, or of the first array of an object, as rows with their numbers; one is held at a time. */
export async function* jsonArray(chunks: AsyncIterable<Buffer>, facts: SourceFacts): AsyncGenerator<DataRecord[]> {
  facts.isPlain = false;
  const parse = jsonParser({ packStrings: false, streamKeys: false, streamNumbers: false });
  const decoder = new TextDecoder("utf-8");
  const watch = new TextWatch(facts);
  const elements = new ArrayElements();
  let rows = 0;
  for await (const chunk of chunks) {
    watch.see(chunk);
    const records: DataRecord[] = [];
    for (const token of tokensOf(() => parse(decoder.decode(chunk, { stream: true })), rows)) {
      const element = elements.take(token);
      if (element === null) continue;
      rows += 1;
      records.push(recordOf(rows, element, watch));
    }
    yield records;
  }
  if (elements.state === "before") throw new FileFault(message("data.no-array"));
  if (elements.state === "inside") throw new FileFault(message("data.json-ends-early", { rows }), rows + 1);
}

function recordOf(line: number, { value, isTooLong }: Element, watch: TextWatch): DataRecord {
  if (isTooLong) return { line, fault: "too-long" };
  const record = asRecord(line, value);
  return "cells" in record && watch.isHit(record.cells) ? { line, fault: "bad-text" } : record;
}

function tokensOf(parse: () => unknown, rows: number): parser.Token[] {
  try {
    const parsed = parse();
    return isMany(parsed)
      ? getManyValues<parser.Token>(parsed as Parameters<typeof getManyValues<parser.Token>>[0])
      : [];
  } catch {
    throw new FileFault(message("data.json-damaged", { rows }), rows + 1);
  }
}
