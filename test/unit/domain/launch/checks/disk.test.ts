import { describe, expect, it } from "vitest";
import { diskProblems, neededDiskBytes } from "../../../../../server/domain/launch/checks/disk";
import { parsedRecipe } from "../../../../helpers/recipes";

const gib = 2 ** 30;

describe("disk", () => {
  it("counts checkpoints with optimizer state for full tuning and exports for each quantisation", () => {
    const full = parsedRecipe({ training: { tuner: "full", keepCheckpoints: 1 }, quantize: [{ method: "bnb" }] });
    expect(neededDiskBytes(full, gib)).toBe(8 * gib + 256 * 2 ** 20);
    const lora = parsedRecipe({ training: { tuner: "lora", keepCheckpoints: 1 } });
    expect(neededDiskBytes(lora, gib)).toBeLessThan(2 * gib);
  });

  it.each([
    [3 * gib, null],
    [1.2 * gib, "warning"],
    [0.5 * gib, "error"],
  ])("with %d bytes free for 1 GiB says %s", (freeBytes, severity) => {
    expect(diskProblems(freeBytes, gib)[0]?.severity ?? null).toBe(severity);
  });
});
