import { type Message, messageSchema } from "../../server/contract/message";

/** The names of the values that a text of the catalogue has places for. */
export function namesInText(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[},]/g)].flatMap(([, name]) => name ?? []))];
}

/** A message of the catalogue with 7 in every place. */
export function sampleMessage(code: string, text: { en: string; zh: string }): Message {
  const places = namesInText(text.en + text.zh);
  return messageSchema.parse({ code, values: Object.fromEntries(places.map((name) => [name, 7])) });
}
