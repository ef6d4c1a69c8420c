import { digestOf } from "../../../../platform/digest";
import { isJson } from "../model/model-folder";

type Json = Record<string, unknown>;

/** Parts of a `tokenizer.json` that decide what a text becomes, each by one digest; digests of different parts are not comparable. */
export type TokenizerDigests = {
  /** Ordinary tokens with their ids. */
  vocabulary: string;
  merges: string;
  /** Normaliser, pre-tokenizer and the model's own settings. */
  pipeline: string;
};

/** Settings of `model` that change the outcome; others, such as dropout, act in training only. */
const modelSettings = ["type", "byte_fallback", "ignore_merges", "continuing_subword_prefix", "end_of_word_suffix"];
/** Written by some exporters and not by others, without any effect on the ids. */
const inert = new Set(["trim_offsets"]);

/** Digests that are equal for tokenizers that work alike, whatever the order of keys or the way merges are written. */
export function digestTokenizer(tokenizer: Json): TokenizerDigests {
  const model = isJson(tokenizer.model) ? tokenizer.model : {};
  const settings = Object.fromEntries(modelSettings.map((key) => [key, model[key] || null]));
  const added = new Set([...addedTokens(tokenizer).values()]);
  return {
    vocabulary: digestOf([...ordinaryTokens(tokenizer)].filter(([, token]) => !added.has(token)).sort(byId)),
    merges: digestOf(mergesOf(model)),
    pipeline: digestOf(
      withoutIdle({
        settings,
        normalizer: tokenizer.normalizer ?? null,
        preTokenizer: tokenizer.pre_tokenizer ?? null,
      }),
    ),
  };
}

/** Tokens of the vocabulary by id, from the table of BPE and WordPiece or the list of Unigram. */
export function ordinaryTokens(tokenizer: Json): Map<number, string> {
  const model = isJson(tokenizer.model) ? tokenizer.model : {};
  if (isJson(model.vocab))
    return new Map(Object.entries(model.vocab).flatMap(([token, id]) => (typeof id === "number" ? [[id, token]] : [])));
  if (!Array.isArray(model.vocab)) return new Map();
  return new Map(model.vocab.map((entry: unknown, id) => [id, JSON.stringify(entry)]));
}

/** Tokens that were added to the vocabulary, by id. */
export function addedTokens(tokenizer: Json): Map<number, string> {
  const added: unknown[] = Array.isArray(tokenizer.added_tokens) ? tokenizer.added_tokens : [];
  return new Map(
    added.flatMap((entry) =>
      isJson(entry) && typeof entry.id === "number" && typeof entry.content === "string"
        ? [[entry.id, entry.content] as const]
        : [],
    ),
  );
}

function mergesOf(model: Json): string[] {
  const merges: unknown[] = Array.isArray(model.merges) ? model.merges : [];
  return merges.map((merge) => (Array.isArray(merge) ? merge.join(" ") : String(merge)));
}

/** Settings without those that are null, false or without effect: some exporters write them and others leave them out. */
function withoutIdle(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIdle);
  if (!isJson(value)) return value;
  const kept = Object.entries(value).filter(([key, inner]) => inner !== null && inner !== false && !inert.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutIdle(inner)]));
}

function byId([a]: [number, string], [b]: [number, string]): number {
  return a - b;
}
