import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { createInterface } from "node:readline";
import { z } from "zod";

const messageSchema = z.object({ role: z.string(), content: z.string() });
export type ChatMessage = z.infer<typeof messageSchema>;

const responseRowSchema = z.object({
  response: z.string().nullable(),
  messages: z.array(messageSchema.extend({ content: z.string().nullable() }).loose()),
  finish: z.enum(["stop", "length"]).optional(),
});

/** What a model answered to one prompt; `answer` is trimmed and empty where there is none. */
export type Answered = { prompt: ChatMessage[]; answer: string };
/** The same with whether the answer was cut off at the greatest length. */
export type Response = Answered & { isTruncated: boolean };

/** Rows of `swift infer` as prompts and answers; an assistant turn at the end of a row is no part of the prompt. */
export async function* readResponses(file: string): AsyncGenerator<Response> {
  for await (const row of readJson(file)) {
    const { response, messages, finish } = responseRowSchema.parse(row);
    const turns = messages.map(({ role, content }) => ({ role, content: content ?? "" }));
    const prompt = turns.at(-1)?.role === "assistant" ? turns.slice(0, -1) : turns;
    yield { prompt, answer: (response ?? "").trim(), isTruncated: finish === "length" };
  }
}

const chatRowSchema = z.object({ messages: z.array(messageSchema) });

/** Rows that end with an answer, as `writeJsonLines` wrote them. */
export async function* readAnswers(file: string): AsyncGenerator<Answered> {
  for await (const row of readJson(file)) {
    const { messages } = chatRowSchema.parse(row);
    yield { prompt: messages.slice(0, -1), answer: messages.at(-1)?.content ?? "" };
  }
}

async function* readJson(file: string): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== "") yield JSON.parse(line);
  }
}

/** Writes JSON Lines that appear whole or not at all; returns how many. */
export async function writeJsonLines(path: string, rows: AsyncIterable<unknown>): Promise<number> {
  const out = createWriteStream(`${path}.partial`);
  let count = 0;
  for await (const row of rows) {
    if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, "drain");
    count += 1;
  }
  out.end();
  await once(out, "finish");
  await rename(`${path}.partial`, path);
  return count;
}
