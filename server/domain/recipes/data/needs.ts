import { type Message, message } from "../../../contract/message";
import { isHeldOut } from "./formats/format";
import type { NormalRow } from "./rows-of";

/** What some ways of training need of every row; a row without it is a bad one then. */
export const rowNeeds = ["answer", "rejected", "label", "teacherPrompt"] as const;
export type RowNeed = (typeof rowNeeds)[number];

/** What a recipe needs of the rows of a file; `tags` are those of its teachers where each row names one. */
export type RowNeeds = { columns: readonly RowNeed[]; tags: readonly string[] | null };

const isText = (value: unknown) => typeof value === "string" && value.trim() !== "";

/** Whether a row lacks something; held-out rows have all that is asked of them. */
export function lacks(row: NormalRow, need: RowNeed): boolean {
  if (isHeldOut(row)) return false;
  if (need === "answer") return row.messages.at(-1)?.role !== "assistant";
  if (need === "rejected") return !isText(row.rejected_response);
  return need === "label" ? typeof row.label !== "boolean" : !isText(row.teacher_prompt);
}

/** The first thing that a row lacks of what is needed; null where it has all of it. */
export function lackOf(row: NormalRow, { columns, tags }: RowNeeds): RowNeed | "tag" | null {
  const need = columns.find((each) => lacks(row, each));
  if (need !== undefined) return need;
  const isKnown = tags === null || isHeldOut(row) || tags.some((tag) => tag === row.dataset);
  return isKnown ? null : "tag";
}

const texts = {
  answer: "data.lacks-answer",
  rejected: "data.lacks-rejected",
  label: "data.lacks-label",
  teacherPrompt: "data.lacks-teacher-prompt",
  tag: "data.lacks-tag",
} as const satisfies Record<RowNeed | "tag", string>;

/** What `count` rows lack, with the first of their places. */
export function lackMessage(need: RowNeed | "tag", count: number, places: Message): Message {
  return message(texts[need], { count, places });
}

/** Whether it is something that rows lack. */
export function isLack(fault: string): fault is RowNeed | "tag" {
  return fault in texts;
}
