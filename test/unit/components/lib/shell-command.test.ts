import { describe, expect, it } from "vitest";
import { shellCommand } from "../../../../components/lib/shell-command";

describe("shellCommand", () => {
  it("puts one option on a line and keeps its values with it", () => {
    expect(shellCommand(["swift", "sft", "--model=m", "--dataset", "a.jsonl", "b.jsonl"])).toBe(
      "swift sft \\\n  --model=m \\\n  --dataset a.jsonl b.jsonl",
    );
  });

  it("puts the environment in front", () => {
    expect(shellCommand(["swift"], { USE_HF: "1" })).toBe("USE_HF=1 \\\n  swift");
  });
});
