import { expect, it } from "vitest";
import { presentRecipes } from "../../../dev/sample-recipes";
import { badRequest, conflict, notFound, refusal, type World } from "./world";

const unknown = { runId: "r-unknown" };
const cheap = { ...presentRecipes.held, evaluate: { subjects: ["student"] } };

/** Calls of `runs`: what is shown of them, and how they begin and end. */
export function testRuns(world: () => World): void {
  it("runs.list shows what is not in the archive, newest first", async () => {
    const { api, seeded } = world();
    const { rows: shown } = await api.runs.list.query({});
    expect(shown.map(({ id }) => id).slice(-7)).toEqual([
      seeded.running,
      seeded.held,
      ...seeded.trials.toReversed(),
      seeded.failed,
      seeded.succeeded,
    ]);
    await expect(api.runs.list.query({ archived: JSON.parse('"yes"') })).rejects.toEqual(badRequest);
  });

  it("runs.rows, runs.groups and runs.facets tell what the list is made of", async () => {
    const { api, seeded } = world();
    const rows = await api.runs.rows.query({ runIds: [seeded.failed, "r-unknown"], keys: ["training.epochs"] });
    expect(rows).toMatchObject([{ id: seeded.failed, status: "failed", values: [expect.any(Number)] }]);
    const groups = await api.runs.groups.query({ by: "sweep" });
    expect(groups.map(({ count }) => count)).toContain(seeded.trials.length);
    const { tags, sweeps } = await api.runs.facets.query({});
    expect(tags.map(({ name }) => name)).toContain("sample");
    expect(sweeps.length).toBeGreaterThan(0);
  });

  it("runs.get shows the run with its stages, figures and evaluations", async () => {
    const { api, seeded } = world();
    const run = await api.runs.get.query({ runId: seeded.succeeded });
    expect(run).toMatchObject({ status: "succeeded", tags: ["sample"], recipe: { name: run.name } });
    expect(new Set(run.stages.map(({ status }) => status))).toEqual(new Set(["succeeded"]));
    expect(run.metrics.map(({ key }) => key)).toContain("loss");
    expect(new Set(run.evaluations.map(({ dataset }) => dataset))).toEqual(new Set(["facts-reworded", "facts-unseen"]));
    await expect(api.runs.get.query(unknown)).rejects.toEqual(notFound);
  });

  it("runs.create starts a recipe and answers its runs", async () => {
    const { api } = world();
    const { runId, runIds, sweepId } = await api.runs.create.mutate({ recipe: { ...cheap, name: "new" } });
    expect([runIds, sweepId]).toEqual([[runId], null]);
    expect(await api.runs.get.query({ runId })).toMatchObject({ name: "new", status: "queued" });
    const broken = { ...cheap, teacher: {} };
    await expect(api.runs.create.mutate({ recipe: broken })).rejects.toEqual(refusal("BAD_REQUEST", "invalid-recipe"));
  });

  it("runs.measure starts a short run of a recipe, and refuses one that could not run", async () => {
    const { api } = world();
    const { runId } = await api.runs.measure.mutate({ recipe: { ...cheap, name: "long" } });
    const { name, recipe, tags } = await api.runs.get.query({ runId });
    expect([name, recipe?.training.maxSteps, tags]).toEqual(["long (measurement)", 6, ["sample", "measurement"]]);
    const gone = { ...cheap, data: { train: ["data/none-there.jsonl"] } };
    await expect(api.runs.measure.mutate({ recipe: gone })).rejects.toEqual(refusal("BAD_REQUEST", "invalid-recipe"));
  });

  it("runs.diff names the keys in which recipes differ", async () => {
    const { api, seeded } = world();
    const changes = await api.runs.diff.query({ runIds: seeded.trials });
    expect(changes.find(({ path }) => path === "training.learningRate")?.values).toHaveLength(3);
    await expect(api.runs.diff.query({ runIds: [] })).rejects.toEqual(badRequest);
    await expect(api.runs.diff.query({ runIds: ["r-unknown"] })).rejects.toEqual(notFound);
  });

  it("runs.memoryEstimate and runs.remedies judge the training of a run", async () => {
    const { api, seeded } = world();
    const estimate = await api.runs.memoryEstimate.query({ runId: seeded.failed });
    expect(estimate.estimateBytes).toBeGreaterThan(0);
    // A model this small leaves nothing to save, which is said instead.
    const { remedies, reason } = await api.runs.remedies.query({ runId: seeded.failed, stageKey: "distill" });
    expect([remedies, reason?.code]).toEqual([[], "memory.no-fix"]);
    await expect(api.runs.memoryEstimate.query(unknown)).rejects.toEqual(notFound);
    await expect(api.runs.remedies.query({ ...unknown, stageKey: "distill" })).rejects.toEqual(notFound);
  });

  it("runs.samples tells what a student answered while it was trained", async () => {
    const { api, seeded } = world();
    expect(await api.runs.samples.query({ runId: seeded.failed })).toEqual({ prompts: [], steps: [] });
    expect(await api.runs.samples.query(unknown)).toEqual({ prompts: [], steps: [] });
  });

  it("runs.cloneWith starts the recipe with other values", async () => {
    const { api, seeded } = world();
    const changes = { "training.epochs": 1, "training.saveSteps": null };
    const { runId } = await api.runs.cloneWith.mutate({ runId: seeded.succeeded, changes });
    const { recipe, parentRunId } = await api.runs.get.query({ runId });
    expect([recipe?.training.epochs, parentRunId]).toEqual([1, seeded.succeeded]);
    const senseless = { "training.epochs": -1 };
    await expect(api.runs.cloneWith.mutate({ runId: seeded.succeeded, changes: senseless })).rejects.toEqual(
      refusal("BAD_REQUEST", "invalid-recipe"),
    );
  });

  it("runs.stop and runs.cancel end what has not ended", async () => {
    const { api, seeded } = world();
    for (const wish of ["stop", "cancel"] as const) {
      const { runId } = await api.runs.create.mutate({ recipe: { ...cheap, name: wish } });
      await api.runs[wish].mutate({ runId });
      expect(await api.runs.get.query({ runId })).toMatchObject({ status: "cancelled" });
      await expect(api.runs[wish].mutate({ runId: seeded.succeeded })).rejects.toEqual(conflict);
      await expect(api.runs[wish].mutate(unknown)).rejects.toEqual(notFound);
    }
  });

  it("runs.retryStage queues a failed stage again", async () => {
    const { api, seeded } = world();
    const stage = { runId: seeded.failed, stageKey: "distill" };
    await api.runs.retryStage.mutate(stage);
    const { stages } = await api.runs.get.query(stage);
    expect(stages.find(({ key }) => key === "distill")?.status).toMatch(/waiting|ready/);
    await expect(api.runs.retryStage.mutate({ ...stage, runId: seeded.succeeded })).rejects.toEqual(conflict);
    await expect(api.runs.retryStage.mutate({ ...stage, stageKey: "no-stage" })).rejects.toEqual(notFound);
  });

  it("runs.checkpoints are what runs.resumeFrom goes on from", async () => {
    const { api, seeded } = world();
    const [runId = ""] = seeded.trials;
    const [checkpoint] = await api.runs.checkpoints.query({ runId });
    const { step, stageKey } = checkpoint ?? { step: 0, stageKey: "" };
    await api.runs.resumeFrom.mutate({ runId, step, stageKey });
    expect(await api.runs.get.query({ runId })).not.toMatchObject({ status: "succeeded" });
    await expect(api.runs.resumeFrom.mutate({ runId: seeded.succeeded, step: 1 })).rejects.toEqual(notFound);
    await expect(api.runs.resumeFrom.mutate({ runId, step: -1 })).rejects.toEqual(badRequest);
    await expect(api.runs.checkpoints.query(unknown)).rejects.toEqual(notFound);
  });

  it("runs.archive and runs.annotate change what is shown, not what ran", async () => {
    const { api, seeded } = world();
    const run = { runId: seeded.succeeded };
    await api.runs.annotate.mutate({ ...run, tags: ["kept"], notes: "seen" });
    await api.runs.archive.mutate({ ...run, archived: true });
    const archived = () => api.runs.list.query({ archived: true });
    expect((await archived()).rows).toMatchObject([{ id: run.runId, tags: ["kept"] }]);
    await api.runs.archive.mutate({ ...run, archived: false });
    expect(await archived()).toMatchObject({ total: 0, rows: [] });
    await expect(api.runs.annotate.mutate({ ...run, tags: [""] })).rejects.toEqual(badRequest);
    await expect(api.runs.archive.mutate({ ...unknown, archived: true })).rejects.toEqual(notFound);
  });

  it("runs.deletion looks at what goes with a run, and runs.delete deletes it", async () => {
    const { api, seeded } = world();
    const { runId } = await api.runs.create.mutate({ recipe: { ...cheap, name: "soon gone" } });
    const runIds = [runId, seeded.running];
    expect((await api.runs.deletion.query({ runIds })).refused).toHaveLength(2);
    await api.runs.cancel.mutate({ runId });
    await api.runs.annotate.mutate({ runId, name: "renamed" });
    expect((await api.runs.deletion.query({ runIds })).runs).toMatchObject([{ id: runId, name: "renamed" }]);
    expect(await api.runs.delete.mutate({ runIds })).toEqual({ deleted: [runId] });
    await expect(api.runs.get.query({ runId })).rejects.toEqual(notFound);
    await expect(api.runs.delete.mutate({ runIds: [] })).rejects.toEqual(badRequest);
  });

  it("imports.look and imports.start read a folder below the roots only", async () => {
    const { api } = world();
    const outside = { reference: "/usr/share" };
    await expect(api.imports.look.query(outside)).rejects.toEqual(refusal("FORBIDDEN", "forbidden"));
    await expect(api.imports.start.mutate({ ...outside, name: null, follow: false })).rejects.toEqual(
      refusal("FORBIDDEN", "forbidden"),
    );
    await expect(api.imports.look.query({ reference: "models" })).rejects.toEqual(refusal("BAD_REQUEST", "bad-data"));
  });
}
