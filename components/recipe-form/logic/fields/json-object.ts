import { isTree } from "../../../../server/contract/at-path";

/** `line` is 1-based; null where the browser does not say. `message` is null when the JSON is right but no object. */
export type JsonReading =
  | { kind: "object"; value: Record<string, unknown> }
  | { kind: "error"; line: number | null; message: string | null };

/** Reads the text of a JSON object; never throws. */
export function readJsonObject(text: string): JsonReading {
  try {
    const value: unknown = JSON.parse(text);
    return isTree(value) ? { kind: "object", value } : { kind: "error", line: 1, message: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "error", line: lineOf(message, text), message };
  }
}

function lineOf(message: string, text: string): number | null {
  const line = /line (\d+)/.exec(message);
  if (line) return Number(line[1]);
  const position = /position (\d+)/.exec(message);
  if (position) return text.slice(0, Number(position[1])).split("\n").length;
  return /end of/i.test(message) ? text.split("\n").length : null;
}
