import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { quoteArgument, shellCommand } from "../../../../components/lib/shell-command";

describe("shellCommand", () => {
  it("puts one option on a line and keeps its values with it", () => {
    expect(shellCommand(["swift", "sft", "--model=m", "--dataset", "a.jsonl", "b.jsonl"])).toBe(
      "swift sft \\\n  --model=m \\\n  --dataset a.jsonl b.jsonl",
    );
  });

  it("puts the environment in front", () => {
    expect(shellCommand(["swift"], { USE_HF: "1" })).toBe("USE_HF=1 \\\n  swift");
  });

  it.each(["plain", "with space", "it's", '{"a": [1, 2]}', "$HOME `id`", "", "*", "a{b,c}"])(
    "a shell reads %j back unchanged",
    (argument) => {
      const read = execFileSync("sh", ["-c", `printf %s ${quoteArgument(argument)}`], { encoding: "utf8" });
      expect(read).toBe(argument);
    },
  );
});
