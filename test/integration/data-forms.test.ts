import { type ChildProcess, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { words } from "../../server/cli/language";
import type { RecipeInput } from "../../server/contract/recipe/recipe";
import { toNormalForm } from "../../server/domain/recipes/data/normal-form";
import { resolveReference } from "../../server/domain/recipes/resolve";
import { createRun } from "../../server/domain/runs/control/create";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { asLines, asParquet, asTable } from "../helpers/data-files";
import { endGroup, startStillroom, waitFor } from "../helpers/processes";
import { createHome, createServices } from "../helpers/services";

const project = resolve(import.meta.dirname, "..", "..");
const installed = resolve(project, process.env.STILLROOM_HOME ?? ".stillroom");
const engine = process.env.STILLROOM_ENGINE ?? join(installed, "engine");
const runTimeoutMs = 600_000;

const pairs = Array.from({ length: 6 }, (_, index) => ({
  asked: `What is ${index} and one?`,
  said: `It is ${index + 1}.`,
}));
const chat = ({ asked, said }: { asked: string; said: string }) => [
  { role: "user", content: asked },
  { role: "assistant", content: said },
];
const wide = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

const plain = pairs.map((pair) => ({ messages: chat(pair) }));
const preferred = plain.map((row) => ({ ...row, rejected_response: "I do not know." }));
const prompts = pairs.map(({ asked }) => ({ messages: [{ role: "user", content: asked }] }));

/** Files as people have them, with the rows that a training is to be given. */
const files: Record<string, { content: string | Buffer; rows: unknown[] }> = {
  "query.jsonl": { content: asLines(pairs.map(({ asked, said }) => ({ query: asked, response: said }))), rows: plain },
  "alpaca.json": {
    content: JSON.stringify(pairs.map(({ asked, said }) => ({ instruction: asked, input: "", output: said }))),
    rows: plain,
  },
  "sharegpt.jsonl": {
    content: asLines(
      pairs.map(({ asked, said }) => ({
        conversations: [
          { from: "human", value: asked },
          { from: "gpt", value: said },
        ],
      })),
    ),
    rows: plain,
  },
  "excel.csv": {
    content: `\uFEFF${asTable(
      pairs.map(({ asked, said }) => ({ question: asked, answer: said })),
      ";",
      "\r\n",
    )}`,
    rows: plain,
  },
  "snappy.parquet": {
    content: asParquet(pairs.map(({ asked, said }) => ({ prompt: asked, completion: said }))),
    rows: plain,
  },
  "packed.jsonl.gz": { content: gzipSync(asLines(plain)), rows: plain },
  "preference.parquet": {
    content: asParquet(pairs.map(({ asked, said }) => ({ prompt: asked, chosen: said, rejected: "I do not know." }))),
    rows: preferred,
  },
  "prompts.jsonl": { content: wide(asLines(pairs.map(({ asked }) => ({ prompt: asked })))), rows: prompts },
  "story.txt": {
    content: "Once upon a time.\r\n\r\nThe end.\r\n",
    rows: ["Once upon a time.", "The end."].map((content) => ({ messages: [{ role: "assistant", content }] })),
  },
};

let services: Services;
let runner: ChildProcess;

beforeAll(() => {
  const home = createHome();
  services = createServices(home, engine);
  mkdirSync(join(home, "models"), { recursive: true });
  mkdirSync(join(home, "data"), { recursive: true });
  for (const name of ["tiny-teacher", "tiny-student"])
    cpSync(join(installed, "models", "tiny", name), join(home, "models", name), { recursive: true, dereference: true });
  for (const [name, { content }] of Object.entries(files)) writeFileSync(join(home, "data", name), content);
  writeZstd(join(home, "data"));
  runner = startStillroom(["runner"], { STILLROOM_HOME: home, STILLROOM_ENGINE: engine, STILLROOM_CPU_SLOTS: "2" });
});

afterAll(() => endGroup(runner));

const python = join(engine, "venv", "bin", "python");

/** Parquet as the engine's own library writes it, which no package for Node does: zstd, and messages as nested columns. */
function writeZstd(folder: string): void {
  writeFileSync(join(folder, "plain.jsonl"), asLines(plain));
  const path = join(folder, "zstd.parquet");
  const script = [
    "import json, sys, pyarrow, pyarrow.parquet",
    "rows = [json.loads(line) for line in open(sys.argv[1])]",
    "pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), sys.argv[2], compression='zstd')",
  ].join("\n");
  expect(spawnSync(python, ["-c", script, join(folder, "plain.jsonl"), path]).status).toBe(0);
  files["zstd.parquet"] = { content: readFileSync(path), rows: plain };
}

const rowsSchema = z.array(z.array(z.unknown()));

function loadByEngine(paths: string[]): unknown[][] {
  const env = { ...process.env, HF_HUB_OFFLINE: "1", MODELSCOPE_CACHE: join(services.paths.home, "cache") };
  const told = spawnSync(python, [join(project, "test", "fixtures", "load_rows.py"), ...paths], { env });
  const line = told.stdout
    .toString()
    .split("\n")
    .find((text) => text.startsWith("ROWS "));
  if (line === undefined) throw new Error(told.stderr.toString().slice(-2_000));
  return rowsSchema.parse(JSON.parse(line.slice("ROWS ".length)));
}

it("gives ms-swift's own loader the rows of every form", { timeout: runTimeoutMs }, async () => {
  const names = Object.keys(files);
  const paths: string[] = [];
  for (const name of names) {
    const source = join(services.paths.home, "data", name);
    paths.push((await toNormalForm(services.paths, source, { badRows: "refuse" })).path);
  }
  const loaded = loadByEngine(paths);
  names.forEach((name, index) => {
    expect(loaded[index], name).toEqual(files[name]?.rows);
  });
});

const model = { modelType: "llama", template: "chatml", dtype: "float32" } as const;

async function train(name: string, changes: Partial<RecipeInput>): Promise<string[]> {
  const recipe: RecipeInput = {
    name,
    teacher: { model: "models/tiny-teacher", ...model },
    student: { model: "models/tiny-student", ...model },
    data: { train: [] },
    training: { tuner: "full", maxSteps: 2, batchSize: 2, gradientAccumulation: 1, saveSteps: 2 },
    memory: { gradientCheckpointing: false },
    ...changes,
  };
  const { runId } = await createRun(services, { recipe });
  const run = await waitFor(
    `${name} to end`,
    () => {
      const found = getRun(services, runId);
      return ["succeeded", "failed", "cancelled", "stopped"].includes(found.status) ? found : null;
    },
    runTimeoutMs,
  );
  const failed = run.stages.find(({ exit }) => exit !== null && exit.outcome !== "succeeded");
  const why = failed?.exit ? [words(failed.exit.message), ...failed.exit.logTail.slice(-5)] : [];
  expect([run.status, ...why]).toEqual(["succeeded"]);
  return run.recipe?.data.train ?? [];
}

it("trains on preference pairs of a Parquet file, and on prompts in UTF-16 that the teacher answers", {
  timeout: 2 * runTimeoutMs,
}, async () => {
  const [preference, answered] = await Promise.all([
    train("preference", {
      data: { train: ["data/preference.parquet"], maxLength: 64 },
      knowledge: [{ kind: "preference", method: "dpo", pairs: "own" }],
    }),
    train("prompts", {
      data: { train: ["data/prompts.jsonl"], maxLength: 64 },
      // The tiny teacher has learned nothing: what is likeliest to it are often signs that are no text.
      knowledge: [{ kind: "answers", maxTokens: 32, temperature: 1, truncated: "keep" }],
    }),
  ]);
  for (const [reference] of [preference, answered])
    expect(resolveReference(services.paths, reference ?? "")).toContain(join("data", "normal"));
});
