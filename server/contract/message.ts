import { z } from "zod";
import type { catalogue } from "./texts/catalogue";
import type { NamesIn } from "./texts/text";

type Catalogue = typeof catalogue;

/** Names a text of the catalogue: area, dot, text. */
export type MessageCode = {
  [Area in keyof Catalogue & string]: `${Area}.${keyof Catalogue[Area] & string}`;
}[keyof Catalogue & string];

type TextOf<Code extends MessageCode> = Code extends `${infer Area}.${infer Key}`
  ? Area extends keyof Catalogue
    ? Key extends keyof Catalogue[Area]
      ? Catalogue[Area][Key] extends { en: infer Text extends string }
        ? Text
        : never
      : never
    : never
  : never;

/** What fills a place of a text: words and numbers as they are, sizes and time spans in the reader's way of writing, another message. */
export type MessageValue = string | number | { bytes: number } | { durationMs: number } | { share: number } | Message;

/** A text for people as data: which one, and what fills its places. It is put into words where it is shown. */
export type Message = { code: MessageCode; values: Record<string, MessageValue> };

type ValuesOf<Code extends MessageCode> = Record<NamesIn<TextOf<Code>>, MessageValue>;

/** A message of the catalogue; the compiler asks for just the values that its text has places for. */
export function message<Code extends MessageCode>(
  code: Code,
  ...values: [NamesIn<TextOf<Code>>] extends [never] ? [] : [ValuesOf<Code>]
): Message {
  return { code, values: values[0] ?? {} };
}

/** A text that has no code: one stored by an older version, or another program's own words. */
export function verbatim(text: string): Message {
  return message("stored.text", { text });
}

const codedSchema: z.ZodType<Message> = z.lazy(() =>
  z.strictObject({ code: z.custom<MessageCode>(isCode), values: z.record(z.string(), valueSchema) }),
);

const valueSchema: z.ZodType<MessageValue> = z.union([
  z.string(),
  z.number(),
  z.strictObject({ bytes: z.number() }),
  z.strictObject({ durationMs: z.number() }),
  z.strictObject({ share: z.number() }),
  codedSchema,
]);

function isCode(value: unknown): boolean {
  return typeof value === "string" && /^[a-z]+\.[A-Za-z0-9-]+$/.test(value);
}

/** A message as it is stored and sent; a plain text of an older version stays as it was written. */
export const messageSchema = z.union([z.string().transform(verbatim), codedSchema]);
