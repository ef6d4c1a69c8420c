import { type Message, message, verbatim } from "../../../../contract/message";
import { digestOf } from "../../../../platform/digest";
import { isJson, readModelJson, readModelText } from "../model/model-folder";
import type { TokenizerFacts } from "./read-tokenizer";

type Json = Record<string, unknown>;

const roles = ["bos", "eos", "pad", "unk"] as const;
type Role = (typeof roles)[number];

/** What begins, ends and fills a sequence: the token and its id, each null where the files do not tell. */
export type SpecialTokens = Record<Role, { token: string | null; id: number | null }> & {
  /** Ids that end a generation, from `generation_config.json` or `config.json`. */
  endIds: number[];
};

/** The special tokens of a model folder. */
export function readSpecialTokens(folder: string, tokenizer: TokenizerFacts | null): SpecialTokens {
  const config = readModelJson(folder, "config.json") ?? {};
  const generation = readModelJson(folder, "generation_config.json") ?? {};
  const names = {
    ...readModelJson(folder, "special_tokens_map.json"),
    ...readModelJson(folder, "tokenizer_config.json"),
  };
  const ids = idsByToken(tokenizer);
  const read = (role: Role) => {
    const token = tokenText(names[`${role}_token`]);
    const configured = config[`${role}_token_id`];
    const known = token === null ? undefined : ids.get(token);
    return { token, id: known ?? (typeof configured === "number" ? configured : null) };
  };
  const [bos, eos, pad, unk] = [read("bos"), read("eos"), read("pad"), read("unk")];
  return { bos, eos, pad, unk, endIds: endIdsOf(generation, config) };
}

/** One line for people, such as `bos <s> 1 · eos </s> 2 · ends at 2`. */
export function describeSpecialTokens(special: SpecialTokens): Message {
  const parts = roles.flatMap((role) => {
    const { token, id } = special[role];
    return token === null && id === null ? [] : [`${role} ${[token, id].filter((part) => part !== null).join(" ")}`];
  });
  const named = parts.length > 0 ? verbatim(parts.join(" · ")) : null;
  if (special.endIds.length === 0) return named ?? message("pairs.no-special");
  const ends = message("pairs.ends-at", { ids: special.endIds.join(", ") });
  return named === null ? ends : message("pairs.special-and", { named, ends });
}

/** The roles that two models fill differently, `end` among them for the ids that end a generation. */
export function differingRoles(teacher: SpecialTokens, student: SpecialTokens): string[] {
  const differ: string[] = roles.filter(
    (role) => teacher[role].token !== student[role].token || teacher[role].id !== student[role].id,
  );
  return teacher.endIds.join() === student.endIds.join() ? differ : [...differ, "end"];
}

/** The Jinja text of the chat template of a model folder, or null without one. */
export function readChatTemplateText(folder: string): string | null {
  return readModelText(folder, "chat_template.jinja") ?? templateOf(readModelJson(folder, "tokenizer_config.json"));
}

/** Digest and length of the chat template of a model folder, or null without one. */
export function readChatTemplate(folder: string): { digest: string; characters: number } | null {
  const text = readChatTemplateText(folder);
  return text === null ? null : { digest: digestOf(text.trim()), characters: text.trim().length };
}

function templateOf(config: Json | null): string | null {
  const template = config?.chat_template;
  if (typeof template === "string") return template;
  if (!Array.isArray(template)) return null;
  const named = template.filter(isJson).find(({ name }) => name === "default");
  return typeof named?.template === "string" ? named.template : null;
}

function tokenText(value: unknown): string | null {
  if (typeof value === "string") return value;
  return isJson(value) && typeof value.content === "string" ? value.content : null;
}

function idsByToken(tokenizer: TokenizerFacts | null): Map<string, number> {
  if (tokenizer?.form !== "whole") return new Map();
  return new Map([...tokenizer.ordinary, ...tokenizer.added].map(([id, token]) => [token, id]));
}

function endIdsOf(...configs: Json[]): number[] {
  for (const { eos_token_id: ids } of configs) {
    if (typeof ids === "number") return [ids];
    if (Array.isArray(ids)) return ids.filter((id) => typeof id === "number").sort((a, b) => a - b);
  }
  return [];
}
