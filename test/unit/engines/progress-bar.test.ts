import { describe, expect, it } from "vitest";
import { parseProgressBar } from "../../../server/engines/progress-bar";

describe("parseProgressBar", () => {
  it.each([
    [" 17%|█▋        | 16/96 [00:50<04:13,  3.17s/it]", 16, 96, 50_000, 253_000],
    ["100%|██████████| 96/96 [1:04:32<00:00,  2.84s/it]", 96, 96, 3_872_000, 0],
    ["  3%|▎         | 3000/100000 [12:00<6:28:00,  4.2it/s]", 3000, 100_000, 720_000, 23_280_000],
    ["  0%|          | 0/96 [00:00<?, ?it/s]", 0, 96, 0, null],
  ])("reads %s", (text, step, totalSteps, workedMs, remainingMs) => {
    const fraction = step / totalSteps;
    expect(parseProgressBar(text)).toEqual({ step, totalSteps, fraction, workedMs, remainingMs, phase: null });
  });

  it.each([
    "Map: 100%|██████████| 96/96 [00:01<00:00, 84.04 examples/s]",
    "Loading checkpoint shards:  50%|█████     | 1/2 [00:00<00:00,  2.71it/s]",
    "Train:   0%|          | 0/18 [00:00<?, ?it/s]",
    "it is 50% done | 1/2 [so far",
    "0it [00:00, ?it/s]",
    "",
  ])("takes %s for no step of a stage", (text) => expect(parseProgressBar(text)).toBeNull());
});
