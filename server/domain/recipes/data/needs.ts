import { type Message, message } from "../../../contract/message";
import type { NormalRow } from "./rows-of";

/** What some ways of training need of every row; a row without it is a bad one then. */
export const rowNeeds = ["answer", "rejected", "label", "teacherPrompt"] as const;
export type RowNeed = (typeof rowNeeds)[number];

const isText = (value: unknown) => typeof value === "string" && value.trim() !== "";

const holds: Record<RowNeed, (row: NormalRow) => boolean> = {
  answer: (row) => {
    const last = "messages" in row && Array.isArray(row.messages) ? row.messages.at(-1) : undefined;
    return last?.role === "assistant" && isText(last.content);
  },
  rejected: (row) => "rejected_response" in row && isText(row.rejected_response),
  label: (row) => "label" in row && typeof row.label === "boolean",
  teacherPrompt: (row) => "teacher_prompt" in row && isText(row.teacher_prompt),
};

/** The first thing that a row lacks of what is needed; null where it has all of it. */
export function lackOf(row: NormalRow, needs: readonly RowNeed[]): RowNeed | null {
  return needs.find((need) => !holds[need](row)) ?? null;
}

const texts = {
  answer: "data.lacks-answer",
  rejected: "data.lacks-rejected",
  label: "data.lacks-label",
  teacherPrompt: "data.lacks-teacher-prompt",
} as const satisfies Record<RowNeed, string>;

/** What `count` rows lack, with the first of their places. */
export function lackMessage(need: RowNeed, count: number, places: Message): Message {
  return message(texts[need], { count, places });
}
