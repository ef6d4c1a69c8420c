import type { Message, MessageCode, MessageValue } from "./message";

/** What a language brings: the text of a code with its places filled, and how sizes, time spans and shares are written. */
export type Wording = {
  translate: (code: MessageCode, values: Record<string, string | number>) => string;
  bytes: (bytes: number) => string;
  duration: (durationMs: number) => string;
  share: (share: number) => string;
};

/** A message in words, messages within it first. */
export function renderMessage({ code, values }: Message, wording: Wording): string {
  const filled = Object.entries(values).map(([name, value]) => [name, renderValue(value, wording)]);
  return wording.translate(code, Object.fromEntries(filled));
}

function renderValue(value: MessageValue, wording: Wording): string | number {
  if (typeof value !== "object") return value;
  if ("bytes" in value) return wording.bytes(value.bytes);
  if ("durationMs" in value) return wording.duration(value.durationMs);
  if ("share" in value) return wording.share(value.share);
  return renderMessage(value, wording);
}
