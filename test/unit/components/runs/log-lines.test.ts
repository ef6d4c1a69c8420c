import { expect, it } from "vitest";
import { toLogLines, windowStart } from "../../../../components/runs/log/log-lines";

it("strips colours and keeps the last state of a progress bar", () => {
  const escapeCharacter = String.fromCharCode(27);
  const text = `${escapeCharacter}[32mgreen${escapeCharacter}[0m\n 10%|#\r 50%|##\r100%|###\nlast`;
  expect(toLogLines(text, 100).map((line) => line.text)).toEqual(["green", "100%|###", "last"]);
});

it("gives ids that differ between slices and no line for a closing newline", () => {
  expect(toLogLines("a\nb\n", 7).map(({ id }) => id)).toEqual([7, 8]);
});

it("begins a window a little before the match, never before the file", () => {
  expect(windowStart(1000, 400)).toBe(900);
  expect(windowStart(10, 400)).toBe(0);
});
