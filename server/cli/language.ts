import type { Message } from "../contract/message";
import { type Language, wordsIn } from "../contract/words";

const chosen: { language: Language } = { language: "en" };

/** The language of this process's messages: `--lang`, else the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set, else English. Pure. */
export function pickLanguage(option: string | undefined, env: Record<string, string | undefined>): Language {
  const wish = option ?? env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? "";
  return wish.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Sets the language of everything that this process says from now on. */
export function chooseLanguage(language: Language): void {
  chosen.language = language;
}

/** A message in words, in the chosen language or another. */
export function words(message: Message, language = chosen.language): string {
  return wordsIn(message, language);
}

/** Puts every message within a value into words, at any depth; all else stays as it is. */
export function inWords(value: unknown, language = chosen.language): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isMessage(value)) return words(value, language);
  if (Array.isArray(value)) return value.map((item) => inWords(item, language));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inWords(inner, language)]));
}

function isMessage(value: object): value is Message {
  return Object.keys(value).length === 2 && "code" in value && "values" in value;
}
