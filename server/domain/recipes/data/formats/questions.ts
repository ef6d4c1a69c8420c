import type { DataMapping } from "../../../../contract/data-look";
import type { Cells } from "../source";
import { askedRow } from "./asked-row";
import {
  type Converted,
  cellOf,
  type FormatDefinition,
  type HeldOutRow,
  mappingOf,
  type TrainingRow,
  textOf,
} from "./format";

/** A question with all answers that count as right; to learn from, the first of them is the answer. */
export const questions: FormatDefinition = {
  format: "questions",
  recognise: (columns) => {
    if (columns.isGiven("prompt") || columns.isGiven("answer")) return null;
    const prompt = columns.find("prompt", ["question"]);
    const answer = columns.find("answer", ["answers"]);
    const isFound = columns.has(prompt, (value) => typeof value === "string") && columns.has(answer, () => true);
    return isFound ? mappingOf({ prompt, answer }) : null;
  },
  toRow: (cells, mapping) => {
    const [first] = answersOf(cellOf(cells, mapping, "answer"));
    return askedRow({ ...cells, [mapping.answer ?? ""]: first }, mapping);
  },
};

/** A row of any format as one question with all its answers. */
export function heldOutRow(
  cells: Cells,
  mapping: DataMapping,
  converted: Converted<TrainingRow>,
): Converted<HeldOutRow> {
  if ("fault" in converted) return converted.fault === "no-prompt" ? { fault: "no-question" } : converted;
  const { messages } = converted.row;
  const asked = messages.filter(({ role }) => role === "user");
  if (asked.length > 1) return { fault: "many-questions" };
  const question = asked[0]?.content.trim() ?? "";
  if (question === "") return { fault: "no-question" };
  const last = messages.at(-1);
  const given = cellOf(cells, mapping, "answer");
  const answers = answersOf(isListOfTexts(given) ? given : last?.role === "assistant" ? last.content : "");
  if (answers.length === 0) return { fault: "no-right-answers" };
  const row = { ...idOf(cells), question, answers };
  return { row, isSame: question === cells.question && Array.isArray(cells.answers) };
}

function isListOfTexts(value: unknown): boolean {
  const list = typeof value === "string" ? listOf(value) : value;
  return Array.isArray(list) && list.every((each) => typeof each !== "object");
}

/** The answers of a cell: a list, a list as JSON, or one. */
function answersOf(value: unknown): string[] {
  const given = typeof value === "string" ? (listOf(value) ?? value) : value;
  const list: unknown[] = Array.isArray(given) ? given : [given];
  return list.map((each) => textOf(each).trim()).filter((each) => each !== "");
}

function listOf(text: string): unknown[] | null {
  if (!text.trimStart().startsWith("[")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function idOf({ id }: Cells): { id?: string | number } {
  return typeof id === "string" || typeof id === "number" ? { id } : {};
}
