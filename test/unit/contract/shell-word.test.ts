import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { quoteWord } from "../../../server/contract/shell-word";

it.each([
  "plain",
  "",
  "with space",
  "it's",
  "''",
  'a "word"',
  '{"a": [1, 2]}',
  "a{b,c}",
  "$HOME `id` $(id) \\ ! * ? ~ # ; & | < >",
  "two\nlines\ttab",
  "-n",
  "a=b",
  "é漢 蒸馏",
])("a shell reads %j back unchanged, as one word", (word) => {
  expect(execFileSync("sh", ["-c", `printf %s ${quoteWord(word)}`], { encoding: "utf8" })).toBe(word);
});

it("leaves plain words bare", () => {
  expect(quoteWord("--dataset=/data/a-1.jsonl")).toBe("--dataset=/data/a-1.jsonl");
});
