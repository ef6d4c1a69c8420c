import { expect, it } from "vitest";
import { badRequest, notFound, type World } from "./world";

/** Calls that read what runs have left: evaluations, curves, logs. */
export function testResults(world: () => World): void {
  it("evaluations.list has a row for each subject and set", async () => {
    const { api, seeded } = world();
    const rows = await api.evaluations.list.query({ runIds: [seeded.succeeded] });
    expect(new Set(rows.map(({ subject }) => subject))).toEqual(
      new Set(["teacher", "student-base", "student", "student-bnb-4"]),
    );
    await expect(api.evaluations.list.query({ runIds: [] })).rejects.toEqual(badRequest);
  });

  it("evaluations.items puts answers side by side", async () => {
    const { api, seeded } = world();
    const columns = ["teacher", "student"].map((subject) => `${seeded.succeeded}:${subject}`);
    const { items, total } = await api.evaluations.items.query({ columns, dataset: "facts-reworded", limit: 5 });
    expect([items.length, total > 5]).toEqual([5, true]);
    expect(items.map(({ answers }) => Object.keys(answers).toSorted())).toEqual(items.map(() => columns.toSorted()));
    const { total: disagreed } = await api.evaluations.items.query({ columns, filter: "disagree" });
    expect(disagreed).toBeLessThan(total * 2);
    await expect(api.evaluations.items.query({ columns, limit: 201 })).rejects.toEqual(badRequest);
  });

  it("metrics.series thins curves to the points asked for", async () => {
    const { api, seeded } = world();
    const [curve] = await api.metrics.series.query({ runIds: [seeded.succeeded], keys: ["loss"], points: 20 });
    expect(curve).toMatchObject({ key: "loss", stageKey: "distill", decimated: true });
    expect(curve?.points.length).toBeLessThanOrEqual(40);
    await expect(api.metrics.series.query({ runIds: [seeded.succeeded], points: 1 })).rejects.toEqual(badRequest);
  });

  it("logs.read and logs.search show what a stage has said", async () => {
    const { api, seeded } = world();
    const place = { runId: seeded.failed, stageKey: "distill", attempt: 1 };
    const { text } = await api.logs.read.query({ ...place, startBytes: 0 });
    expect(text).toContain("every number is made up");
    const { matches } = await api.logs.search.query({ ...place, query: "out of memory" });
    expect(matches.length).toBe(1);
    await expect(api.logs.search.query({ ...place, query: "" })).rejects.toEqual(badRequest);
    await expect(api.logs.read.query({ ...place, stageKey: "no-stage" })).rejects.toEqual(notFound);
  });
}
