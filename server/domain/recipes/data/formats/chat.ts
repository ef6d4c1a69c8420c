import type { DataMapping } from "../../../../contract/data-look";
import type { Cells } from "../source";
import {
  type Columns,
  type Converted,
  cellOf,
  type FormatDefinition,
  mappingOf,
  type TrainingRow,
  textOf,
} from "./format";
import { otherColumns } from "./other-columns";
import { holdsTurns, turnsOf } from "./turns";

/** Names of columns that hold messages. */
export const messagesNames = ["messages", "conversations", "conversation", "dialogue", "dialog", "turns", "chat"];
/** Names of columns that hold a system prompt. */
export const systemNames = ["system", "system_prompt"];
/** Names of columns that say whether an answer is a good one. */
export const labelNames = ["label", "kto_tag"];

/** Rows of messages with `role` and `content`. */
export const messages = chatFormat("messages", (turn) => "role" in turn);

/** Rows of messages with `from` and `value`, or of pairs of question and answer. */
export const sharegpt = chatFormat("sharegpt", () => true);

function chatFormat(format: "messages" | "sharegpt", isOfFormat: (turn: object) => boolean): FormatDefinition {
  return {
    format,
    recognise: (columns) => {
      const name = columns.find("messages", messagesNames);
      const isFound = columns.has(name, (value) => holdsTurns(value) && isOfFormat(firstTurnOf(value)));
      return isFound ? mapMessages(columns, name) : null;
    },
    toRow: chatRow,
  };
}

/** The columns beside messages. */
function mapMessages(columns: Columns, name: string | undefined): DataMapping {
  return mappingOf({
    messages: name,
    system: columns.find("system", systemNames),
    label: columns.find("label", labelNames),
  });
}

function firstTurnOf(value: unknown): object {
  const list: unknown = typeof value === "string" ? JSON.parse(value) : value;
  const first: unknown = Array.isArray(list) ? list[0] : null;
  return typeof first === "object" && first !== null ? first : {};
}

/** A row of messages with its system prompt in front, where it stands in a column of its own. */
export function chatRow(cells: Cells, mapping: DataMapping): Converted<TrainingRow> {
  const read = turnsOf(cellOf(cells, mapping, "messages"));
  if ("fault" in read) return read;
  const system = textOf(cellOf(cells, mapping, "system"));
  const hasOwn = system === "" || read.turns[0]?.role === "system";
  const turns = hasOwn ? read.turns : [{ role: "system", content: system }, ...read.turns];
  return { row: { messages: turns, ...otherColumns(cells, mapping) }, isSame: read.isSame && hasOwn };
}
