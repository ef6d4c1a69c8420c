import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, expect, it } from "vitest";
import type { RecipeInput } from "../../../../../server/contract/recipe/recipe";
import { batchProblems } from "../../../../../server/domain/launch/checks/batches";
import { applyChanges } from "../../../../../server/domain/recipes/apply-changes";
import { readDataFiles } from "../../../../../server/domain/recipes/inputs/data-files";
import { requireRecipe } from "../../../../../server/domain/recipes/parse";
import type { Services } from "../../../../../server/domain/services";
import { chatRow, writeRows } from "../../../../helpers/data";
import { minimalRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
});

/** What is said of so many rows, and the change, which has to mend it. */
async function check(rows: number, changes: Partial<RecipeInput>) {
  const train = writeRows(
    home,
    "train.jsonl",
    Array.from({ length: rows }, (_, index) => chatRow(`${index}?`, "1")),
  );
  const recipe = requireRecipe({ ...minimalRecipe(), data: { train: [train] }, ...changes });
  const files = await readDataFiles(services.paths, recipe);
  const [problem] = batchProblems(recipe, files);
  if (problem?.changes === undefined) return problem === undefined ? null : "nothing";
  expect(batchProblems(requireRecipe(applyChanges(recipe, problem.changes)), files)).toEqual([]);
  return problem.changes;
}

const steps = (batchSize: number, gradientAccumulation: number) => ({
  "training.batchSize": batchSize,
  "training.gradientAccumulation": gradientAccumulation,
});

it("refuses steps of more rows than there are where the teacher's numbers are learned", async () => {
  expect(await check(16, {})).toBeNull();
  expect(await check(15, {})).toEqual(steps(2, 7));
  expect(await check(1, {})).toEqual(steps(1, 1));
  expect(await check(3, { training: { batchSize: 64 } })).toEqual(steps(3, 1));
  expect(await check(15, { knowledge: [{ kind: "answers" }] })).toBeNull();
});

it("counts every device, and offers nothing where there are more of them than rows", async () => {
  expect(await check(31, { resources: { gpus: 2 } })).toEqual(steps(2, 7));
  expect(await check(1, { resources: { gpus: 2 } })).toBe("nothing");
});

it("counts prompts where each is answered several times", async () => {
  const knowledge: RecipeInput["knowledge"] = [{ kind: "policy", generations: 8 }];
  expect(await check(2, { knowledge })).toBeNull();
  expect(await check(1, { knowledge })).toEqual(steps(1, 8));
});

it("wants whole groups of answers in a batch where there are validation data", async () => {
  const knowledge: RecipeInput["knowledge"] = [{ kind: "policy", generations: 4 }];
  const train = writeRows(home, "train.jsonl", [chatRow("1?", "1")]);
  const data = { train: [train], validation: [train] };
  expect(await check(1, { knowledge, data, training: { batchSize: 2, gradientAccumulation: 2 } })).toEqual(steps(4, 1));
  expect(await check(1, { knowledge, data, training: { batchSize: 4, gradientAccumulation: 1 } })).toBeNull();
});

it("says nothing of a file that cannot be read to its end, whose rows are not all known", async () => {
  const recipe = requireRecipe({ ...minimalRecipe(), data: { train: ["data/cut.jsonl.gz"] } });
  const whole = gzipSync(`${JSON.stringify(chatRow("1?", "1"))}\n`.repeat(40));
  mkdirSync(join(home, "data"), { recursive: true });
  writeFileSync(join(home, "data", "cut.jsonl.gz"), whole.subarray(0, whole.length / 2));
  expect(batchProblems(recipe, await readDataFiles(services.paths, recipe))).toEqual([]);
});

it("says nothing of a hub's files, whose rows nobody has counted", async () => {
  const recipe = requireRecipe({ ...minimalRecipe(), data: { train: ["owner/data"] } });
  expect(batchProblems(recipe, await readDataFiles(services.paths, recipe))).toEqual([]);
});
