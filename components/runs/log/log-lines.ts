// Colour codes begin with ESC, which is built from its code: a literal control character cannot be read.
const escapeCharacter = String.fromCharCode(27);
const ansi = new RegExp(`${escapeCharacter}\\[[0-9;?]*[A-Za-z]`, "g");

export type LogLine = { id: number; text: string };

/** Lines of a log slice for reading: without colour codes, progress bars reduced to their last state. `startBytes` makes the ids unique over slices. */
export function toLogLines(text: string, startBytes: number): LogLine[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => ({ id: startBytes + index, text: lastState(line.replace(ansi, "")) }));
}

function lastState(line: string): string {
  if (!line.includes("\r")) return line;
  return line.split("\r").findLast((part) => part.trim() !== "") ?? "";
}

/** Where a window of `windowBytes` around an offset begins. */
export function windowStart(offsetBytes: number, windowBytes: number): number {
  return Math.max(0, offsetBytes - Math.floor(windowBytes / 4));
}
