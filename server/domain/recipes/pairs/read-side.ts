import type { Message } from "../../../contract/message";
import type { Paths } from "../../../platform/paths";
import { readModelFacts } from "./model/model-facts";
import { findModelFolder, readModelJson } from "./model/model-folder";
import { readTokenizer, type TokenizerFacts } from "./tokenizer/read-tokenizer";
import { readChatTemplate, readSpecialTokens, type SpecialTokens } from "./tokenizer/special-tokens";

/** What can be read of one model of a pair; null where its files do not tell. */
export type PairSide = {
  reference: string;
  folder: string | null;
  /** Why nothing could be read; null with a folder. */
  reason: Message | null;
  rows: number | null;
  parameters: number | null;
  tokenizer: TokenizerFacts | null;
  special: SpecialTokens | null;
  template: { digest: string; characters: number } | null;
};

/** Reads everything of one model that a pair is compared by. */
export function readSide(paths: Paths, reference: string): PairSide {
  const { facts } = readModelFacts(paths, reference);
  const { folder, reason } = findModelFolder(paths, reference);
  const tokenizer = folder === null ? null : readTokenizer(folder);
  return {
    reference,
    folder,
    reason,
    rows: facts?.vocabSize ?? rowsOf(folder),
    parameters: facts?.parameters.total ?? null,
    tokenizer,
    special: folder === null ? null : readSpecialTokens(folder, tokenizer),
    template: folder === null ? null : readChatTemplate(folder),
  };
}

/** An architecture that cannot be sized still names its rows. */
function rowsOf(folder: string | null): number | null {
  const config = folder === null ? null : readModelJson(folder, "config.json");
  return typeof config?.vocab_size === "number" ? config.vocab_size : null;
}
