import type { DataEncoding } from "../../../contract/data-look";
import { type Message, message } from "../../../contract/message";

/** What is wrong with one row. */
export type RowFault =
  | "not-json"
  | "not-object"
  | "too-long"
  | "bad-text"
  | "bad-cells"
  | "no-messages"
  | "unknown-role"
  | "no-content"
  | "bad-order"
  | "no-prompt"
  | "no-text"
  | "no-chosen"
  | "other-beginnings"
  | "same-answers"
  | "no-question"
  | "no-right-answers"
  | "many-questions";

/** A file of which nothing, or nothing more, can be read. */
export class FileFault extends Error {
  constructor(
    readonly said: Message,
    readonly line: number | null = null,
  ) {
    super(said.code);
  }
}

const encodingNames: Record<Exclude<DataEncoding, "latin1">, string> = {
  "utf-8": "UTF-8",
  "utf-8-bom": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  gb18030: "GB18030",
};

/** What is wrong with `count` rows, with the first of their places. */
export function faultMessage(fault: RowFault, count: number, places: Message, encoding: DataEncoding | null): Message {
  if (fault !== "bad-text") return message(`data.${fault}`, { count, places });
  if (encoding === "latin1") return message("data.latin1", { count, places });
  return message("data.bad-text", { count, places, encoding: encodingNames[encoding ?? "utf-8"] });
}
