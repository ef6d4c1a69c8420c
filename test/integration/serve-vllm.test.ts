import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { executablesOf } from "../../server/domain/placement/executors/executables";
import { evaluateStages } from "../../server/engines/evalscope/evaluate";
import { hasExtra } from "../../server/engines/setup/extras";
import { demoModels } from "../../server/engines/setup/requirements";
import { resolvePaths } from "../../server/platform/paths";
import { parsedRecipe } from "../helpers/recipes";
import { createHome } from "../helpers/services";

const installed = resolvePaths();
const isThere = hasExtra(installed, "vllm");
// vLLM has no attention on a CPU for heads as small as the tiny pair's.
const model = join(installed.models, demoModels.student);
const title = isThere
  ? "evaluates a model that vLLM serves, under load too"
  : "evaluates a model that vLLM serves (left out: npx stillroom setup --with vllm)";

it.skipIf(!isThere)(title, { timeout: 240_000 }, async () => {
  const directory = createHome();
  const questions = join(directory, "questions.jsonl");
  const rows = ["One?", "Two?", "Three?"].map((question) => JSON.stringify({ question, answers: ["four"] }));
  writeFileSync(questions, `${rows.join("\n")}\n`);
  const recipe = parsedRecipe({
    student: { model, modelType: "llama", template: "chatml", dtype: "float32" },
    teacher: { model, modelType: "llama", template: "chatml", dtype: "float32" },
    data: { train: [questions], evaluation: [{ name: "numbers", path: questions }] },
    evaluate: { generation: { maxTokens: 8 }, load: { parallel: [2], requests: 4 } },
    serve: { engine: "vllm", maxModelLen: 256 },
  });
  const stage = evaluateStages(recipe).find(({ subject }) => subject === "student-base");
  const plan = stage?.plan({
    ...{ recipe, directory, inputs: {}, resumeFrom: null },
    executables: executablesOf(installed),
    resolve: (reference) => reference,
  });
  if (plan === undefined) throw new Error("The recipe evaluates no untouched student");
  for (const [name, text] of Object.entries(plan.files)) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  const [program = "", ...args] = plan.launch;
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: directory,
    env: { ...process.env, ...plan.env },
    maxBuffer: 2 ** 26,
  });
  expect(stdout).toMatch(/\[server\].*vllm/i);
  const result: { items: { answer: string | null }[]; loads: { succeeded: number; tokensPerSecond: number | null }[] } =
    JSON.parse(readFileSync(join(directory, "result.json"), "utf8"));
  expect(result.items.map(({ answer }) => typeof answer)).toEqual(["string", "string", "string"]);
  expect(result.loads).toMatchObject([{ succeeded: 4 }]);
  expect(result.loads[0]?.tokensPerSecond).toBeGreaterThan(0);
});
