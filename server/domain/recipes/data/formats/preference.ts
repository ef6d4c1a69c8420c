import type { DataMapping } from "../../../../contract/data-look";
import type { Cells } from "../source";
import { answerNames, promptNames } from "./asked";
import { askedRow } from "./asked-row";
import { chatRow, messagesNames, systemNames } from "./chat";
import { type Converted, cellOf, type FormatDefinition, mappingOf, type TrainingRow, textOf } from "./format";
import { splitTranscript } from "./transcript";
import { holdsTurns, type Turn, turnsOf } from "./turns";

const rejectedNames = ["rejected_response", "rejected", "rejected_messages", "response_rejected", "rejected_answer"];
const chosenNames = ["chosen", "response_chosen", "chosen_response", "preferred"];

/** A better and a worse answer to the same: as text or messages, with the prompt in them or beside them. */
export const preference: FormatDefinition = {
  format: "preference",
  recognise: (columns) => {
    const rejected = columns.find("rejected", rejectedNames);
    if (!columns.has(rejected, (value) => value !== "")) return null;
    const named = columns.find("messages", messagesNames);
    const messages = columns.has(named, holdsTurns) ? named : undefined;
    const mapping = mappingOf({
      messages,
      rejected,
      system: columns.find("system", systemNames),
      prompt: messages === undefined ? columns.find("prompt", promptNames) : undefined,
      answer: columns.find("answer", messages === undefined ? [...chosenNames, ...answerNames] : chosenNames),
      history: columns.find("history", ["history"]),
    });
    return mapping.messages === undefined && mapping.answer === undefined ? null : mapping;
  },
  toRow: (cells, mapping) => {
    const chosen = chosenRow(cells, mapping);
    if ("fault" in chosen) return chosen;
    const rejected = cellOf(cells, mapping, "rejected");
    const made = withRejected(chosen.row, rejected);
    if ("fault" in made) return made;
    const isSame = chosen.isSame === true && (rejected === undefined || rejected === made.row.rejected_response);
    return { row: made.row, isSame };
  },
};

/** The row as if the better answer were the only one. */
function chosenRow(cells: Cells, mapping: DataMapping): Converted<TrainingRow> {
  const answer = cellOf(cells, mapping, "answer");
  if (mapping.messages !== undefined) {
    const row = chatRow(cells, mapping);
    return "fault" in row || answer === undefined ? row : appended(row.row, answer);
  }
  if (answer === null || answer === "") return { fault: "no-chosen" };
  if (mapping.prompt !== undefined && !startsItself(answer)) return askedRow(cells, mapping);
  const said = typeof answer === "string" ? splitTranscript(answer) : answer;
  return chatRow({ ...cells, [mapping.answer ?? ""]: said }, { ...mapping, messages: mapping.answer });
}

/** Whether an answer is the whole chat, and not what follows a prompt. */
function startsItself(answer: unknown): boolean {
  return Array.isArray(answer) && answer.length > 1;
}

function appended(row: TrainingRow, answer: unknown): Converted<TrainingRow> {
  const last = lastTurnsOf(answer);
  return last === null ? { fault: "no-chosen" } : { row: { ...row, messages: [...row.messages, ...last] } };
}

/** The row with its worse answer; without one it stays as it is, for those ways of training that need none. */
function withRejected(row: TrainingRow, rejected: unknown): Converted<TrainingRow> {
  const worse = rejectedTurns(rejected);
  if (worse === null) return { row };
  const last = worse.at(-1)?.content ?? "";
  const { messages } = row;
  const isSameBefore =
    worse.length === 1 ||
    JSON.stringify(plain(worse.slice(0, -1))) === JSON.stringify(plain(messages.slice(0, -1)).slice(-worse.length + 1));
  if (!isSameBefore) return { fault: "other-beginnings" };
  if (last === messages.at(-1)?.content) return { fault: "same-answers" };
  return { row: { ...row, rejected_response: last } };
}

function rejectedTurns(rejected: unknown): Turn[] | null {
  const text = textOf(rejected);
  if (text.trim() !== "") {
    const said = splitTranscript(text);
    return typeof said === "string" ? [{ role: "assistant", content: said }] : lastTurnsOf(said);
  }
  return lastTurnsOf(rejected);
}

/** Messages of a cell that holds a list of them, one alone, or text. */
function lastTurnsOf(value: unknown): Turn[] | null {
  if (typeof value === "string") return value.trim() === "" ? null : [{ role: "assistant", content: value }];
  const read = turnsOf(Array.isArray(value) ? value : [value]);
  return "fault" in read ? null : read.turns;
}

function plain(turns: readonly Turn[]): [string, string][] {
  return turns.map(({ role, content }) => [role, content]);
}
