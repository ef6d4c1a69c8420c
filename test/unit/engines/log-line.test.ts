import { describe, expect, it } from "vitest";
import { message } from "../../../server/contract/message";
import { parsePhaseLine } from "../../../server/engines/evalscope/phase-line";
import { parseSampleLine, parseTrainingLine } from "../../../server/engines/ms-swift/log-line";
import { growthOf } from "../../helpers/work-growth";

describe("parseTrainingLine", () => {
  it("takes values, step and progress", () => {
    const line =
      '{"loss": 2.5, "grad_norm": 1.25, "learning_rate": 1e-05, "epoch": 0.2, "global_step/max_steps": "5/24", "elapsed_time": "6s", "remaining_time": "1m 3s", "train_speed(s/it)": 1.2}';
    const parsed = parseTrainingLine(line);
    expect(parsed?.values).toEqual({ loss: 2.5, grad_norm: 1.25, learning_rate: 1e-5, "train_speed(s/it)": 1.2 });
    expect(parsed?.progress).toMatchObject({ step: 5, totalSteps: 24, remainingMs: 63_000 });
  });

  it("keeps NaN and Infinity, which Python writes bare", () => {
    const parsed = parseTrainingLine('{"loss": NaN, "grad_norm": -Infinity, "global_step/max_steps": "1/2"}');
    expect(parsed?.values.loss).toBeNaN();
    expect(parsed?.values.grad_norm).toBe(Number.NEGATIVE_INFINITY);
  });

  it("reads a line that begins with a byte order mark", () => {
    expect(parseTrainingLine('\uFEFF{"loss": 2, "global_step/max_steps": "1/2"}')?.values).toEqual({ loss: 2 });
  });

  it("leaves the words of strings as they are", () => {
    const line = '{"loss": NaN, "note": "a: NaN, \\": Infinity]", "global_step/max_steps": "1/2"}';
    expect(parseTrainingLine(line)?.values).toEqual({ loss: Number.NaN });
  });

  const place = '"global_step/max_steps": "1/2"';
  it.each<[string, (size: number) => string]>([
    ["digits in a duration", (size) => `{${place}, "remaining_time": "${"1".repeat(size)}"}`],
    ["digits and spaces in a duration", (size) => `{${place}, "remaining_time": "${"1 ".repeat(size)}"}`],
    ["digits in a value", (size) => `{${place}, "loss": "${"1".repeat(size)}x"}`],
    ["spaces before NaN", (size) => `{${place}, "loss":${" ".repeat(size)}NaN}`],
    ["spaces and no NaN", (size) => `{"note": NaN, "loss":${" ".repeat(size)}`],
    ["spaces after NaN", (size) => `{${place}, "loss": NaN${" ".repeat(size)}`],
    ["quotes that are escaped and never closed", (size) => `{"a": NaN, "${'\\"'.repeat(size)}`],
    ["letters that are never closed", (size) => `{"a": NaN, "${"a".repeat(size)}`],
    ["NaN", (size) => `{${place}, "loss": [${"NaN, ".repeat(size)}`],
    ["brackets", (size) => `{"global_step/max_steps": ${"[".repeat(size)}${"]".repeat(size)}}`],
  ])("costs no more than its length with many %s", async (_, lineOf) => {
    const growth = await growthOf([25_000, 400_000], (size) => {
      const line = lineOf(size);
      return () => parseTrainingLine(line);
    });
    expect(growth).toBeLessThan(64);
  });

  it.each([
    ["a torn line", '{"loss": 2.5, "global_st'],
    ["a summary", '{"train_runtime": 9.1, "train_loss": 1.0, "global_step/max_steps": "24/24"}'],
    ["the last summary", '{"last_model_checkpoint": "x", "log_history": []}'],
    ["text", "Loading weights"],
    ["a list", "[1, 2]"],
  ])("takes nothing from %s", (_, line) => {
    expect(parseTrainingLine(line)).toBeNull();
  });
});

it("reads memory samples with their time", () => {
  const parsed = parseSampleLine('{"atMs": 1000, "seconds": 2.5, "memory/rss_bytes": 123}');
  expect(parsed).toMatchObject({ values: { "memory/rss_bytes": 123 }, step: 2.5, atMs: 1000 });
});

it("reads a driver's phase and nothing else", () => {
  expect(parsePhaseLine('STILLROOM_PHASE {"phase":"quality","done":3,"total":6}')).toMatchObject({
    fraction: 0.5,
    phase: message("phases.quality"),
  });
  expect(parsePhaseLine("STILLROOM_PHASE {torn")).toBeNull();
  expect(parsePhaseLine("hello")).toBeNull();
});
