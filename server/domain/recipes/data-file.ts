import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Message, message } from "../../contract/message";

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

export type LineProblem = { line: number; message: Message };

/** Parsed rows with their 1-based lines, or what is wrong by line, to the end of the file unless the reader stops before. Memory holds one row at a time. */
export async function* readJsonLines<Row>(
  path: string,
  schema: z.ZodType<Row>,
): AsyncGenerator<{ line: number; row: Row } | LineProblem> {
  let line = 0;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const text of lines) {
    line += 1;
    if (text.trim() === "") continue;
    yield readLine(text, line, schema);
  }
}

function readLine<Row>(text: string, line: number, schema: z.ZodType<Row>): { line: number; row: Row } | LineProblem {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return {
      line,
      message: message("problems.not-json", { words: error instanceof Error ? error.message : String(error) }),
    };
  }
  const result = schema.safeParse(parsed);
  if (result.success) return { line, row: result.data };
  const [issue] = result.error.issues;
  const place = issue?.path.join(".") || "row";
  return { line, message: message("problems.row-shape", { place, words: issue?.message ?? "?" }) };
}

export type TrainingFacts = { rows: number; problems: LineProblem[]; prompts: Set<string>; withoutAnswer: number };

/** Reads a training file of chat rows: how many, what is wrong by line (at most 20), the normalised prompts, rows without an answer. */
export async function readTrainingFile(path: string): Promise<TrainingFacts> {
  const facts: TrainingFacts = { rows: 0, problems: [], prompts: new Set(), withoutAnswer: 0 };
  for await (const entry of readJsonLines(path, chatRowSchema)) {
    if ("message" in entry) facts.problems.push(entry);
    else {
      facts.rows += 1;
      const { messages } = entry.row;
      if (messages.at(-1)?.role !== "assistant") facts.withoutAnswer += 1;
      for (const { role, content } of messages) if (role === "user") facts.prompts.add(normalizePrompt(content));
    }
    if (facts.problems.length >= 20) break;
  }
  return facts;
}

/** Lower case, letters and digits only, single spaces: equal for prompts that differ in nothing a model would notice. */
export function normalizePrompt(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
