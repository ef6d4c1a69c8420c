import { createHash } from "node:crypto";
import type { DataReport } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import { allTrainingData } from "../../../engines/ms-swift/teachers";
import type { Paths } from "../../../platform/paths";
import { type ChatRow, chatRowSchema, normalizePrompt, qaRowSchema, readJsonLines } from "../../recipes/data-file";
import { readableFiles } from "../../recipes/readable-files";
import type { Services } from "../../services";
import { Reservoir } from "./reservoir";
import { teacherCeilingOf } from "./teacher-ceiling";
import { summarizeLengths } from "./token-lengths";

const maxRows = 200_000;
const maxBytes = 256 * 2 ** 20;
const maxTokenised = 2_000;
const sampleSeed = 42;

type Seen = {
  rows: number;
  bytes: number;
  emptyAnswers: number;
  duplicates: number;
  columns: Set<string>;
  /** Held-out questions, normalised, that no training row has asked yet, with how often each is held out. */
  heldOut: Map<string, number>;
  leaked: number;
  digests: Set<string>;
  texts: Reservoir<string>;
};

/**
 * What the training data hold, read as a stream: at most 200,000 rows or 256 MB (`limit` says so where it was reached), token
 * lengths of an even sample of at most 2,000 of them. `encode` gives the number of tokens of a text, null where no tokenizer
 * could be read. Rows that are no chat rows are left to the check of the recipe. Null when no training file can be read here.
 */
export async function reportData(
  services: Services,
  recipe: Recipe,
  encode: ((text: string) => number) | null,
): Promise<DataReport | null> {
  const files = readableFiles(services.paths, allTrainingData(recipe));
  if (files.length === 0) return null;
  const seen: Seen = {
    rows: 0,
    bytes: 0,
    emptyAnswers: 0,
    duplicates: 0,
    columns: new Set(),
    heldOut: await heldOutQuestions(services.paths, recipe),
    leaked: 0,
    digests: new Set(),
    texts: new Reservoir(maxTokenised, sampleSeed),
  };
  for (const { path } of files) {
    for await (const entry of readJsonLines(path, chatRowSchema)) {
      if (isFull(seen)) break;
      if (!("message" in entry)) take(seen, entry.row);
    }
  }
  const lengths = encode === null ? [] : seen.texts.items.map(encode);
  return {
    rows: seen.rows,
    columns: [...seen.columns],
    tokens: summarizeLengths(lengths, recipe.data.maxLength),
    duplicates: seen.duplicates,
    emptyAnswers: seen.emptyAnswers,
    leaked: seen.leaked,
    teacherCeiling: await teacherCeilingOf(services, recipe),
    limit: isFull(seen) ? `Only the first ${seen.rows} rows were read` : null,
  };
}

function isFull({ rows, bytes }: Seen): boolean {
  return rows >= maxRows || bytes >= maxBytes;
}

function take(seen: Seen, row: ChatRow): void {
  const { messages } = row;
  const answer = messages.at(-1)?.role === "assistant" ? messages.at(-1) : undefined;
  // Chat templates write the role before each message, much like this.
  const text = messages.map(({ role, content }) => `${role}\n${content}\n`).join("");
  seen.rows += 1;
  seen.bytes += text.length;
  if (answer?.content.trim() === "") seen.emptyAnswers += 1;
  for (const column of Object.keys(row)) seen.columns.add(column);
  for (const { role, content } of messages) if (role === "user") noteLeak(seen, normalizePrompt(content));
  const digest = duplicateKey(row);
  if (seen.digests.has(digest)) seen.duplicates += 1;
  else seen.digests.add(digest);
  seen.texts.offer(text);
}

/** Equal for rows that are alike once normalised and have the very same answer; pairs with another worse answer or label are no duplicates. */
function duplicateKey({ messages, rejected_response: rejected, label }: ChatRow): string {
  const said = messages.map(({ role, content }) => [role, normalizePrompt(content)]);
  const answer = messages.at(-1)?.role === "assistant" ? messages.at(-1)?.content.trim() : null;
  return createHash("sha1")
    .update(JSON.stringify([said, answer, rejected, label]))
    .digest("base64");
}

function noteLeak(seen: Seen, prompt: string): void {
  seen.leaked += seen.heldOut.get(prompt) ?? 0;
  seen.heldOut.delete(prompt);
}

async function heldOutQuestions(paths: Paths, { data }: Recipe): Promise<Map<string, number>> {
  const references = data.evaluation.map(({ path }) => path);
  const questions = new Map<string, number>();
  for (const { path } of readableFiles(paths, references)) {
    for await (const entry of readJsonLines(path, qaRowSchema)) {
      if ("message" in entry) continue;
      const question = normalizePrompt(entry.row.question);
      questions.set(question, (questions.get(question) ?? 0) + 1);
    }
  }
  return questions;
}
