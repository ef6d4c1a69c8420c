import type { DataRecord, SourceFacts } from "../source";
import { isBroken } from "./encoding";
import { linesOf } from "./lines";

/** Each line of a text as a row with one column; empty lines are passed over. */
export async function* plainText(chunks: AsyncIterable<Buffer>, facts: SourceFacts): AsyncGenerator<DataRecord[]> {
  facts.isPlain = false;
  for await (const lines of linesOf(chunks, facts))
    yield lines.flatMap(({ line, bytes }): DataRecord[] => {
      if (bytes === null) return [{ line, fault: "too-long" }];
      if (isBroken(bytes, facts)) return [{ line, fault: "bad-text" }];
      const text = bytes.toString("utf8");
      return text.trim() === "" ? [] : [{ line, cells: { text } }];
    });
}
