import type { Texts } from "./text";

/** What is said of the answers that models wrote before a training. */
export const answers = {
  "cut-left-out": {
    en: "{count} of {rows} answers were cut off at {maxTokens} tokens and left out",
    zh: "{rows} 个回答中有 {count} 个在 {maxTokens} 个 token 处被截断，已排除",
  },
  "cut-kept": {
    en: "{count} of {rows} answers were cut off at {maxTokens} tokens and are taught as if they ended there",
    zh: "{rows} 个回答中有 {count} 个在 {maxTokens} 个 token 处被截断，仍按完整回答用于训练",
  },
  "cut-next": {
    en: "Raise maxTokens of the answers, or ask for shorter ones",
    zh: "提高回答的 maxTokens，或要求更短的回答",
  },
} as const satisfies Texts;
