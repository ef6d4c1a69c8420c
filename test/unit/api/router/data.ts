import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { badRequest, type World } from "./world";

/** Calls that look into the data files of a recipe. */
export function testData(world: () => World): void {
  it("data.look tells what a file holds, and why not where it cannot be read", async () => {
    const { api, services } = world();
    writeFileSync(join(services.paths.home, "pairs.csv"), "frage,antwort\nOne?,1\nTwo?,2\n");
    const { look } = await api.data.look.query({ path: "pairs.csv" });
    expect(look).toMatchObject({ container: "csv", format: "unknown" });
    expect(look?.problems[0]?.isFatal).toBe(true);
    const mapped = await api.data.look.query({ path: "pairs.csv", columns: { prompt: "frage", answer: "antwort" } });
    expect(mapped.look).toMatchObject({ rows: 2, goodRows: 2, problems: [] });
    expect((await api.data.look.query({ path: "/etc/passwd" })).problem).toMatchObject({ isOutside: true });
    expect((await api.data.look.query({ path: "none.jsonl" })).problem).toMatchObject({ isOutside: false });
    await expect(api.data.look.query({ path: " " })).rejects.toEqual(badRequest);
  });

  it("data.templated gives the rows as tokens, or the reason why not", async () => {
    const { api } = world();
    const asked = { path: "public/samples/facts-train.jsonl", turns: "last" } as const;
    const { rows } = await api.data.templated.query({ ...asked, student: { model: "models/sample-student" } });
    expect(rows).toHaveLength(3);
    expect(rows?.[0]?.tokens).toBeGreaterThan(0);
    expect(rows?.[0]?.segments[0]).toMatchObject({ isSpecial: true, isLearned: false });
    const without = await api.data.templated.query({ ...asked, student: { model: "models/none" } });
    expect(without.reason).toMatchObject({ code: "problems.model-missing" });
  });
}
