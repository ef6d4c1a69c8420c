import { createReadStream, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Message, message } from "../../contract/message";
import { schemaMessage } from "../../contract/recipe/schema-message";

export const chatRowSchema = z.looseObject({
  messages: z
    .array(z.looseObject({ role: z.enum(["system", "user", "assistant", "tool"]), content: z.string() }))
    .min(1, "messages is empty"),
});

export type ChatRow = z.infer<typeof chatRowSchema>;

export const qaRowSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  question: z.string().trim().min(1, "question is empty"),
  answers: z.array(z.string().trim().min(1)).min(1, "answers is empty"),
});

export type QaRow = z.infer<typeof qaRowSchema>;

export type LineProblem = { line: number; message: Message };

/** The JSON values of a file with their 1-based lines, or what is wrong by line; empty lines are passed over. Memory holds one line at a time. `onProgress` is told the share of the file that has been read. */
export async function* readJsonLines(
  path: string,
  onProgress: (share: number) => void = () => undefined,
): AsyncGenerator<{ line: number; value: unknown } | LineProblem> {
  let line = 0;
  const input = createReadStream(path);
  const sizeBytes = Math.max(1, statSync(path).size);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const text of lines) {
    line += 1;
    if (line % 64 === 0) onProgress(Math.min(1, input.bytesRead / sizeBytes));
    if (text.trim() !== "") yield readLine(text, line);
  }
}

function readLine(text: string, line: number): { line: number; value: unknown } | LineProblem {
  try {
    return { line, value: JSON.parse(text) };
  } catch (error) {
    const position = /position (\d+)/.exec(String(error))?.[1];
    const words = position === undefined ? message("schema.ends-early") : message("schema.at-character", { position });
    return { line, message: message("problems.not-json", { words }) };
  }
}

/** The row that a line's value is, or the first thing that is wrong with it. */
export function readRow<Row>(
  schema: z.ZodType<Row>,
  { line, value }: { line: number; value: unknown },
): { line: number; row: Row } | LineProblem {
  const result = schema.safeParse(value);
  if (result.success) return { line, row: result.data };
  const [issue] = result.error.issues;
  const place = issue?.path.join(".") || "row";
  const words = issue === undefined ? message("schema.refused") : schemaMessage(issue);
  return { line, message: message("problems.row-shape", { place, words }) };
}

/** Lower case, letters and digits only, single spaces: equal for prompts that differ in nothing a model would notice. */
export function normalizePrompt(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
