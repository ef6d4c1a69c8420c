import { mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { stages } from "../../../../../db/schema/index";
import { words } from "../../../../../server/cli/language";
import { message } from "../../../../../server/contract/message";
import type { Recipe } from "../../../../../server/contract/recipe/recipe";
import type { Remedies } from "../../../../../server/contract/remedy";
import { remediesOf } from "../../../../../server/domain/launch/remedies/remedies";
import { digestPath } from "../../../../../server/domain/pipeline/stages/content-digest";
import { cloneWith } from "../../../../../server/domain/runs/control/clone-with";
import { createRun } from "../../../../../server/domain/runs/control/create";
import { getRun } from "../../../../../server/domain/runs/views/get";
import type { Services } from "../../../../../server/domain/services";
import { classifyExit } from "../../../../../server/engines/exit-reason";
import { createFakeInputs } from "../../../../helpers/fake-engine";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;
let train: string;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
});

/** A run whose training ended with these last words. */
async function failedRun(lastWords: string, dtype: Recipe["student"]["dtype"] = "bfloat16"): Promise<string> {
  const recipe = createFakeInputs(home, { lines: 1, perSecond: 1 });
  train = join(home, recipe.data.train[0] ?? "");
  const { runId } = await createRun(services, { recipe: { ...recipe, student: { ...recipe.student, dtype } } });
  const none = { exitCode: 1, signal: null, oomKill: false, requested: null, message: null };
  const exit = classifyExit({ ...none, outcomeHint: "exited", stageKind: "distill", logTail: [lastWords] });
  services.db
    .update(stages)
    .set({ status: "failed", exitJson: JSON.stringify(exit) })
    .where(and(eq(stages.runId, runId), eq(stages.key, "distill")))
    .run();
  return runId;
}

const ask = (runId: string) => remediesOf(services, { runId, stageKey: "distill" });
const saidBy = ({ remedies }: Remedies) => remedies.map((remedy) => words(remedy.message));
const halfPrecision = "ValueError: Your setup doesn't support bf16/gpu.";
const fileGone = "ValueError: The local path does not exist, dataset_id: `/x/train.jsonl`.";

it("offers what the exit suggests, and a clone with it starts", async () => {
  const runId = await failedRun(halfPrecision);
  const found = await ask(runId);
  expect(saidBy(found)).toEqual(["Clone with float32"]);
  expect(found.remedies[0]?.edits).toEqual([{ path: "student.dtype", before: "bfloat16", after: "float32" }]);
  const clone = await cloneWith(services, { runId, changes: found.remedies[0]?.changes ?? {} });
  expect(getRun(services, clone.runId).recipe?.student.dtype).toBe("float32");
});

it("finds a file that was moved by its name, and one that was renamed by its content", async () => {
  const runId = await failedRun(fileGone);
  mkdirSync(join(home, "data", "later"), { recursive: true });
  symlinkSync(join(home, "data", "loop"), join(home, "data", "loop"));
  digestPath(services.db, train);
  renameSync(train, join(home, "data", "later", "train.jsonl"));
  expect(saidBy(await ask(runId))).toEqual(["Use the file's new place: data/later/train.jsonl"]);
  renameSync(join(home, "data", "later", "train.jsonl"), join(home, "data", "later", "facts.jsonl"));
  const { remedies } = await ask(runId);
  expect(remedies[0]?.changes).toEqual({ "data.train.0": "data/later/facts.jsonl" });
  await cloneWith(services, { runId, changes: remedies[0]?.changes ?? {} });
});

it("lays what else is wrong on a change that would not do alone", async () => {
  const runId = await failedRun(halfPrecision);
  mkdirSync(join(home, "data", "later"), { recursive: true });
  renameSync(train, join(home, "data", "later", "train.jsonl"));
  const { remedies } = await ask(runId);
  expect(remedies[0]?.message).toEqual(message("mends.dtype", { dtype: "float32" }));
  expect(remedies[0]?.changes).toEqual({ "student.dtype": "float32", "data.train.0": "data/later/train.jsonl" });
});

it("offers nothing that preflight refuses", async () => {
  const runId = await failedRun(halfPrecision);
  rmSync(train);
  expect(await ask(runId)).toEqual({ remedies: [], reason: null });
});

it("offers nothing for a stage that did not fail, and refuses a run that is not there", async () => {
  const runId = await failedRun(halfPrecision);
  expect(await remediesOf(services, { runId, stageKey: "evaluate-teacher" })).toEqual({ remedies: [], reason: null });
  await expect(remediesOf(services, { runId: "r-unknown", stageKey: "distill" })).rejects.toThrow();
});
