import { z } from "zod";
import type { RowFault } from "../faults";

/** A message; what the engine knows of it beside role and content is kept. */
export type Turn = { role: string; content: string } & Record<string, unknown>;

const roles: Record<string, string> = {
  system: "system",
  developer: "system",
  user: "user",
  human: "user",
  prompter: "user",
  assistant: "assistant",
  gpt: "assistant",
  chatgpt: "assistant",
  bot: "assistant",
  bing: "assistant",
  bard: "assistant",
  model: "assistant",
  tool: "tool",
  function: "tool",
  tool_response: "tool",
  function_response: "tool",
  observation: "tool",
  observations: "tool",
  tool_call: "tool_call",
  function_call: "tool_call",
};

const keptKeys = ["loss", "loss_scale", "tool_calls", "name", "tool_call_id"];

const partSchema = z.looseObject({ type: z.literal("text"), text: z.string() });

/** The messages of a cell in the engine's own roles: of OpenAI, ShareGPT and of pairs such as `{user, assistant}`, also as JSON text. */
export function turnsOf(value: unknown): { turns: Turn[]; isSame: boolean } | { fault: RowFault } {
  const list = listOf(value);
  if (list === null) return { fault: "no-messages" };
  const turns: Turn[] = [];
  let isSame = list === value;
  for (const item of list) {
    if (typeof item !== "object" || item === null) return { fault: "no-messages" };
    const read = isPair(item) ? readPair(item) : readTurn(item);
    if ("fault" in read) return read;
    turns.push(...read.turns);
    isSame &&= read.isSame;
  }
  return isOrdered(turns) ? { turns, isSame } : { fault: "bad-order" };
}

/** Whether a value looks like messages. */
export function holdsTurns(value: unknown): boolean {
  return listOf(value)?.every((item) => typeof item === "object" && item !== null) ?? false;
}

function listOf(value: unknown): object[] | null {
  const given = typeof value === "string" && value.trimStart().startsWith("[") ? parseOr(value, null) : value;
  return Array.isArray(given) && given.length > 0 ? given : null;
}

function parseOr(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

type Item = Record<string, unknown>;
type ReadTurns = { turns: Turn[]; isSame: boolean } | { fault: RowFault };

function isPair(item: object): boolean {
  return !("role" in item || "from" in item || "content" in item || "value" in item);
}

function readPair(item: object): ReadTurns {
  const { user, human, assistant, bot, gpt } = item as Item;
  const asked = user ?? human;
  const answer = assistant ?? bot ?? gpt;
  if (typeof asked !== "string") return { fault: "no-content" };
  const answered = typeof answer === "string" ? [{ role: "assistant", content: answer }] : [];
  return { turns: [{ role: "user", content: asked }, ...answered], isSame: false };
}

function readTurn(item: object): ReadTurns {
  const given = item as Item;
  const named = given.role ?? given.from;
  const role = typeof named === "string" ? roles[named.toLowerCase().replaceAll("-", "_")] : undefined;
  if (role === undefined) return { fault: "unknown-role" };
  const content = contentOf(given.content ?? given.value, "tool_calls" in given || role.startsWith("tool"));
  if (content === null) return { fault: "no-content" };
  const kept = Object.fromEntries(keptKeys.flatMap((key) => (given[key] === undefined ? [] : [[key, given[key]]])));
  return { turns: [{ role, content, ...kept }], isSame: role === given.role && content === given.content };
}

function contentOf(value: unknown, isTool: boolean): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  const parts = z.array(partSchema).safeParse(value);
  if (parts.success) return parts.data.map(({ text }) => text).join("");
  if (!isTool) return null;
  return value === null || value === undefined ? "" : JSON.stringify(value);
}

/** System messages stand at the beginning; a tool answers a turn and is answered itself. The engine joins turns of one role. */
function isOrdered(turns: readonly Turn[]): boolean {
  return (
    turns.every(({ role }, place) => {
      const before = turns[place - 1]?.role ?? "system";
      if (role === "system") return before === "system";
      if (role === "tool") return before !== "system";
      return role === "assistant" || role === "tool_call" || before !== "tool";
    }) && turns.some(({ role }) => role !== "system")
  );
}
