import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import { readModelJson } from "../model/model-folder";
import { addedTokens, digestTokenizer, ordinaryTokens, type TokenizerDigests } from "./tokenizer-digest";

/** A tokenizer as it is on disk. `whole`: `tokenizer.json`; `opaque`: older files that can only be compared byte by byte. */
export type TokenizerFacts =
  | {
      form: "whole";
      digests: TokenizerDigests;
      ordinary: Map<number, string>;
      added: Map<number, string>;
      /** Ids of a text, without the special tokens that a template would put around it; null where the text cannot be read. */
      encode: (text: string) => number[] | null;
    }
  | { form: "opaque"; file: string; digest: string };

const opaqueFiles = ["tokenizer.model", "vocab.json", "qwen.tiktoken"];
const keptReadings = 4;
const readings = new Map<string, { fingerprint: string; facts: TokenizerFacts | null }>();

/** The tokenizer of a model folder, or null without one. The last few are kept while their files' sizes and times stay the same. */
export function readTokenizer(folder: string): TokenizerFacts | null {
  const fingerprint = ["tokenizer.json", "tokenizer_config.json", ...opaqueFiles]
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false }))
    .map((stats) => (stats ? `${stats.size}:${stats.mtimeMs}` : "-"))
    .join("|");
  const known = readings.get(folder);
  readings.delete(folder);
  const reading = known?.fingerprint === fingerprint ? known : { fingerprint, facts: readFacts(folder) };
  readings.set(folder, reading);
  for (const oldest of [...readings.keys()].slice(0, -keptReadings)) readings.delete(oldest);
  return reading.facts;
}

function readFacts(folder: string): TokenizerFacts | null {
  const tokenizer = readModelJson(folder, "tokenizer.json");
  if (tokenizer === null) return readOpaque(folder);
  return {
    form: "whole",
    digests: digestTokenizer(tokenizer),
    ordinary: ordinaryTokens(tokenizer),
    added: addedTokens(tokenizer),
    encode: encoderOf(tokenizer, readModelJson(folder, "tokenizer_config.json") ?? {}),
  };
}

/** Vocabularies take a moment to build: only when the first text is encoded, and then the file's content is let go. */
function encoderOf(tokenizer: object, config: object): (text: string) => number[] | null {
  let source: object | null = tokenizer;
  let built: Tokenizer | null = null;
  return (text) => {
    try {
      if (source !== null) built = new Tokenizer(source, config);
      return built?.encode(text, { add_special_tokens: false }).ids ?? null;
    } catch {
      return null;
    } finally {
      source = null;
    }
  };
}

function readOpaque(folder: string): TokenizerFacts | null {
  for (const file of opaqueFiles) {
    const path = join(folder, file);
    if (existsSync(path))
      return { form: "opaque", file, digest: createHash("sha256").update(readFileSync(path)).digest("hex") };
  }
  return null;
}
