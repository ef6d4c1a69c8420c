import type { DataMapping } from "../../../../contract/data-look";
import type { Cells } from "../source";
import { alpaca, promptCompletion, promptOnly, queryResponse, text } from "./asked";
import { messages, sharegpt } from "./chat";
import { Columns, type FormatDefinition } from "./format";
import { preference } from "./preference";
import { questions } from "./questions";

/** Every format, the most telling first; a new one is a definition and a word here. */
const formats: readonly FormatDefinition[] = [
  preference,
  messages,
  sharegpt,
  alpaca,
  questions,
  promptCompletion,
  queryResponse,
  promptOnly,
  text,
];

export type Recognised = { definition: FormatDefinition; mapping: DataMapping };

/** The format of a file, by its columns, the values of its first rows, and the columns that were named for it; null where none fits. */
export function recognise(rows: readonly Cells[], given: DataMapping): Recognised | null {
  const columns = new Columns([...new Set(rows.flatMap((row) => Object.keys(row)))], rows, given);
  for (const definition of formats) {
    const mapping = definition.recognise(columns);
    if (mapping !== null) return { definition, mapping };
  }
  return null;
}
