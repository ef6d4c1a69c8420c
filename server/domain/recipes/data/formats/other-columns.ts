import type { DataMapping } from "../../../../contract/data-look";
import type { Cells } from "../source";

/** Columns that the engine or a way of training reads beside the messages, whatever they hold. */
const known = new Set([
  ...["images", "videos", "audios", "tools", "objects", "channel", "margin", "chat_template_kwargs", "solution"],
  ...["teacher_prompt", "teacher_images", "dataset", "id"],
]);

/** Columns that the engine would take for the messages, or for a part of them. */
const mistakable = new Set([
  ...["messages", "conversation", "conversations", "system", "system_prompt", "image", "video", "audio"],
  ...["rejected_messages", "positive_messages", "negative_messages"],
]);

/**
 * What a row holds beside what has become messages: columns that are read by their name, other ones where they hold text. A
 * column of several types would stop the engine's loader, and nothing reads it.
 */
export function otherColumns(cells: Cells, mapping: DataMapping): Cells {
  const used = new Set<string>(Object.values(mapping));
  const kept = Object.entries(cells).flatMap(([name, value]): [string, unknown][] => {
    if (used.has(name) || value === null || value === undefined || mistakable.has(name)) return [];
    if (name === "label") return labelOf(value);
    if (name === "rejected_response" && mapping.rejected !== undefined) return [];
    return known.has(name) || typeof value === "string" ? [[name, name === "id" ? String(value) : value]] : [];
  });
  const label = mapping.label === undefined ? [] : labelOf(cells[mapping.label]);
  return Object.fromEntries([...kept, ...label]);
}

const yes = new Set<unknown>([true, 1, "1", "true", "yes"]);
const no = new Set<unknown>([false, 0, "0", "false", "no"]);

/** Whether an answer is a good one, however it is written; nothing where it is no such word. */
function labelOf(value: unknown): [string, boolean][] {
  const word = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (yes.has(word)) return [["label", true]];
  return no.has(word) ? [["label", false]] : [];
}
