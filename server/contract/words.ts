import { createTranslator } from "use-intl/core";
import { formatBytes, formatDuration, formatPercent } from "./format";
import type { Message } from "./message";
import { renderMessage, type Wording } from "./render-message";
import { textsIn } from "./texts/in-language";

export type Language = "en" | "zh";

const wordings = new Map<Language, Wording>();

/** A message in words, for where no page is: the command line and logs. */
export function wordsIn(message: Message, language: Language): string {
  return renderMessage(message, wordingIn(language));
}

function wordingIn(language: Language): Wording {
  const known = wordings.get(language);
  if (known !== undefined) return known;
  const made: Wording = {
    translate: createTranslator({ locale: language, messages: textsIn(language) }),
    bytes: (bytes) => formatBytes(bytes, language),
    duration: (durationMs) => formatDuration(durationMs, language),
    share: (share) => formatPercent(share, language),
  };
  wordings.set(language, made);
  return made;
}
