import type { DataLook } from "../../../server/contract/data-look";

export type Turn = { role: string; text: string; cutCharacters: number };
export type PreviewRow = { kind: "messages"; turns: Turn[] } | { kind: "question"; question: Turn; answers: string[] };

const mostCharacters = 1_200;

/** A row for people to read: turns of a talk, with what is beside the answer as turns of their own. */
export function previewRow(row: DataLook["sample"][number]): PreviewRow {
  if ("question" in row && Array.isArray(row.answers))
    return { kind: "question", question: turnOf("user", row.question), answers: row.answers.map(String) };
  const messages = "messages" in row && Array.isArray(row.messages) ? row.messages : [];
  const turns = messages.map(({ role, content }) => turnOf(role, content));
  const { teacher_prompt: hint, rejected_response: rejected } = row;
  return {
    kind: "messages",
    turns: [
      ...(typeof hint === "string" ? [turnOf("teacher_prompt", hint)] : []),
      ...turns,
      ...(typeof rejected === "string" ? [turnOf("rejected", rejected)] : []),
    ],
  };
}

function turnOf(role: string, content: unknown): Turn {
  const text = typeof content === "string" ? content : JSON.stringify(content ?? "");
  return { role, text: text.slice(0, mostCharacters), cutCharacters: Math.max(0, text.length - mostCharacters) };
}

/** True for a row that ends with a question: a teacher answers it. */
export function isAsked(row: PreviewRow): boolean {
  return row.kind === "messages" && row.turns.at(-1)?.role === "user";
}

/** How many rows can be left out so that the others are read; 0 where that mends nothing. */
export function rowsToLeaveOut({ problems, rows, goodRows }: DataLook): number {
  return problems.some(({ isFatal }) => isFatal) || goodRows === 0 ? 0 : rows - goodRows;
}

/** What of a preview is unfolded. */
export type Shown = "rows" | "columns" | "none";

/** What a person chose to see; before that the columns of a file of which nothing is known, and they stay when one of them has been named. */
export function shownOf(chosen: Shown | null, { format, columns }: Pick<DataLook, "format" | "columns">): Shown {
  return chosen ?? (format === "unknown" && columns.length > 0 ? "columns" : "none");
}
