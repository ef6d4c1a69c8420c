import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { memoryFixesOf } from "../../../../../server/domain/launch/preflight/memory-fixes";
import { cloneWith } from "../../../../../server/domain/runs/control/clone-with";
import { createRun } from "../../../../../server/domain/runs/control/create";
import { getRun } from "../../../../../server/domain/runs/views/get";
import { listRuns } from "../../../../../server/domain/runs/views/list";
import type { Services } from "../../../../../server/domain/services";
import { emptyWeights } from "../../../../fake-engine/weights";
import { createFakeInputs } from "../../../../helpers/fake-engine";
import { mistralTokenizer, writeModel } from "../../../../helpers/models";
import { saying } from "../../../../helpers/saying";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
});

async function runWith({ sizesKnown }: { sizesKnown: boolean }): Promise<string> {
  const recipe = createFakeInputs(home, { lines: 1, perSecond: 1 });
  const messages = [
    { role: "user", content: "Count" },
    { role: "assistant", content: "the ".repeat(1_000) },
  ];
  writeFileSync(join(home, "data", "train.jsonl"), `${JSON.stringify({ messages })}\n`.repeat(16));
  const of = (name: string) => {
    const config = { hidden_size: 1024, intermediate_size: 4096, num_hidden_layers: 8 };
    const model = writeModel(home, name, { config, tokenizer: mistralTokenizer() });
    writeFileSync(join(home, model, "model.safetensors"), emptyWeights(16));
    return { model, modelType: "llama", template: "chatml", dtype: "float32" as const };
  };
  const pair = sizesKnown ? { teacher: of("big"), student: of("small") } : {};
  const { runId } = await createRun(services, {
    recipe: {
      ...recipe,
      ...pair,
      notes: "mine",
      training: { tuner: "full", batchSize: 8, gradientAccumulation: 2 },
      memory: { gradientCheckpointing: false },
    },
  });
  return runId;
}

it("offers what the preflight knows to take less memory, with all that it changes", async () => {
  const runId = await runWith({ sizesKnown: true });
  const { fixes, reason } = await memoryFixesOf(services, { runId, stageKey: "distill" });
  expect(reason).toBeNull();
  expect(fixes.find(({ key }) => key === "batch-size")).toMatchObject({
    savesBytes: expect.any(Number),
    edits: [
      { path: "training.batchSize", before: "8", after: "4" },
      { path: "training.gradientAccumulation", before: "2", after: "4" },
    ],
  });
  expect(fixes.map(({ savesBytes }) => savesBytes)).toEqual(
    fixes.map(({ savesBytes }) => savesBytes).toSorted((a, b) => b - a),
  );
});

it("clones with any of them in the same experiment, and notes what is other", async () => {
  const runId = await runWith({ sizesKnown: true });
  const { fixes } = await memoryFixesOf(services, { runId, stageKey: "distill" });
  expect(fixes.length).toBeGreaterThan(0);
  for (const fix of fixes.slice(0, 2)) {
    const clone = getRun(services, (await cloneWith(services, { runId, changes: fix.changes })).runId);
    expect(clone).toMatchObject({ parentRunId: runId, experimentId: getRun(services, runId).experimentId });
    expect(clone.changes).toEqual(fix.edits);
    expect(clone.notes).toContain("mine\n\nClone of #1 with\n");
    for (const { path, before, after } of fix.edits)
      expect(clone.notes).toContain(`${path}: ${before ?? "-"} → ${after ?? "-"}`);
  }
});

it("says why nothing can be offered where the sizes are unknown", async () => {
  const runId = await runWith({ sizesKnown: false });
  const { fixes, reason } = await memoryFixesOf(services, { runId, stageKey: "distill" });
  expect(fixes).toEqual([]);
  expect(reason).toEqual(saying(/\S/));
});

it("says so for a stage whose memory is not estimated", async () => {
  const runId = await runWith({ sizesKnown: true });
  const { fixes, reason } = await memoryFixesOf(services, { runId, stageKey: "evaluate-student" });
  expect(fixes).toEqual([]);
  expect(reason).toEqual(saying("only that of a training"));
});

it("starts nothing when the changed recipe is not valid", async () => {
  const runId = await runWith({ sizesKnown: true });
  const changes = { "training.batchSize": 0 };
  await expect(cloneWith(services, { runId, changes })).rejects.toMatchObject({
    code: "invalid-recipe",
    field: "training.batchSize",
  });
  expect(listRuns(services.db, { archived: false })).toHaveLength(1);
});
