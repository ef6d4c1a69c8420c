import { describe, expect, it } from "vitest";
import { namedColor, runColor, runDash, subjectColor } from "../../../../components/lib/series-colors";

describe("series colours", () => {
  it("differ for eight runs in a row and then come back with another stroke", () => {
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(new Set(numbers.map(runColor)).size).toBe(8);
    expect(runColor(9)).toBe(runColor(1));
    expect(runDash(1)).toBeUndefined();
    expect(runDash(9)).not.toBe(runDash(1));
  });

  it("are the same for the same name and one of the eight", () => {
    expect(namedColor("loss")).toBe(namedColor("loss"));
    for (const name of ["loss", "eval_loss", "grad_norm", ""])
      expect(namedColor(name)).toMatch(/^var\(--series-[1-8]\)$/);
  });

  it("tell the subjects of one run apart", () => {
    const subjects = ["teacher", "student-base", "student", "student-bnb-4"];
    expect(new Set(subjects.map(subjectColor)).size).toBe(4);
  });
});
