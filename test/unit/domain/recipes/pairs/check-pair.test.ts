import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Recipe } from "../../../../../server/contract/recipe/recipe";
import { readInputs } from "../../../../../server/domain/recipes/inputs/read-inputs";
import { pairProblems } from "../../../../../server/domain/recipes/pairs/pair-problems";
import type { Paths } from "../../../../../server/platform/paths";
import {
  claudeTokenizer,
  claudeTokenizerConfig,
  llamaTokenizer,
  type ModelFiles,
  mistralTokenizer,
  mistralTokenizerAgain,
  mistralTokenizerConfig,
  writeModel,
} from "../../../../helpers/models";
import { parsedRecipe } from "../../../../helpers/recipes";
import { saying } from "../../../../helpers/saying";
import { createHome, createServices } from "../../../../helpers/services";

const prompts = [
  "Where is the café that sells croissants in São Paulo?",
  "def add(a, b):\n    return a + b",
  "Wieviele Einwohner hat Zürich?",
  "北京的人口是多少?",
];
const mistral: ModelFiles = {
  tokenizer: mistralTokenizer(),
  tokenizerConfig: mistralTokenizerConfig(),
  template: "{{ a }}",
};
const textKinds = ["answers", "preference"];

let home: string;
let paths: Paths;

beforeEach(() => {
  home = createHome();
  paths = createServices(home).paths;
});

function recipeOf(teacher: string, student: string, rows = prompts) {
  mkdirSync(join(home, "data"), { recursive: true });
  const lines = rows.map((content) => JSON.stringify({ messages: [{ role: "user", content }] }));
  writeFileSync(join(home, "data", "train.jsonl"), lines.join("\n"));
  return parsedRecipe({
    teacher: { model: teacher },
    student: { model: student },
    data: { train: ["data/train.jsonl"] },
    knowledge: [{ kind: "logits" }, { kind: "answers" }],
  });
}

async function pairOf(recipe: Recipe) {
  return (await readInputs(paths, recipe)).pair;
}

async function check(teacher: ModelFiles, student: ModelFiles, rows = prompts) {
  const recipe = recipeOf(writeModel(home, "teacher", teacher), writeModel(home, "student", student), rows);
  const pair = await pairOf(recipe);
  const factOf = (key: string) => pair.facts.find((fact) => fact.key === key);
  return { recipe, pair, factOf };
}

function withAdded(tokenizer: ReturnType<typeof mistralTokenizer>, content: string, id = 32000) {
  return { ...tokenizer, added_tokens: [...tokenizer.added_tokens, { id, content, special: true }] };
}

describe("checkPair on real tokenizers", () => {
  it("same: Mistral's tokenizer out of two packages", async () => {
    const { pair, recipe } = await check(mistral, { ...mistral, tokenizer: mistralTokenizerAgain() });
    expect(pair).toMatchObject({ verdict: "same", prompts: { tried: 4, equal: 4 } });
    expect(pair.facts.every(({ equal, note }) => equal === true && note === null)).toBe(true);
    expect(pair.allowedKinds).toHaveLength(6);
    expect(pairProblems(recipe, pair)).toEqual([]);
  });

  it("padded: Mistral with rows rounded up", async () => {
    const { pair, recipe, factOf } = await check({ ...mistral, config: { vocab_size: 32064 } }, mistral);
    expect(pair.verdict).toBe("padded");
    expect(factOf("vocabulary-rows")).toMatchObject({
      teacher: saying("32064"),
      student: saying("32000"),
      equal: false,
    });
    expect(factOf("tokenizer")?.equal).toBe(true);
    expect(pairProblems(recipe, pair)).toMatchObject([{ severity: "warning", field: "knowledge.0.kind" }]);
  });

  it("different with an equal number of rows: Llama 2 and Mistral", async () => {
    const { pair, recipe, factOf } = await check({ ...mistral, tokenizer: llamaTokenizer() }, mistral);
    expect(pair.verdict).toBe("different");
    expect(factOf("vocabulary-rows")?.equal).toBe(true);
    expect(factOf("tokenizer")?.note).toEqual(saying(/31,[0-9]{3} of 32,000 ids/));
    expect(pair.prompts).toEqual({ tried: 4, equal: 0 });
    expect(pair.allowedKinds).toEqual(textKinds);
    expect(pairProblems(recipe, pair)).toMatchObject([
      { code: "tokenizers-differ", severity: "error", field: "knowledge.0.kind" },
    ]);
  });

  it("different with another number of rows: Claude's old tokenizer and Mistral's", async () => {
    const teacher = {
      tokenizer: claudeTokenizer(),
      tokenizerConfig: claudeTokenizerConfig(),
      config: { vocab_size: 65024 },
    };
    const { pair, factOf } = await check(teacher, mistral);
    expect(pair.verdict).toBe("different");
    expect(factOf("vocabulary-rows")).toMatchObject({
      teacher: saying("65024"),
      student: saying("32000"),
      equal: false,
    });
    expect(pair.allowedKinds).toEqual(textKinds);
  });

  it("different by two swapped ids alone, which hardly a prompt would show", async () => {
    const { model, ...rest } = mistralTokenizer();
    const [cafe, rare] = ["▁ikonu", "▁Архив"] as const;
    const [first, second] = [model.vocab[cafe] ?? 31000, model.vocab[rare] ?? 31001];
    const names = new Map(Object.entries(model.vocab).map(([token, id]) => [id, token]));
    const vocab = { ...model.vocab, [names.get(first) ?? ""]: second, [names.get(second) ?? ""]: first };
    const { pair, factOf } = await check({ ...mistral, tokenizer: { ...rest, model: { ...model, vocab } } }, mistral);
    expect(pair).toMatchObject({ verdict: "different", prompts: { tried: 4, equal: 4 } });
    expect(factOf("tokenizer")?.note).toEqual(saying("2 of 32,000 ids"));
  });

  it("different by the merges alone", async () => {
    const { model, ...rest } = mistralTokenizer();
    const tokenizer = { ...rest, model: { ...model, merges: [...model.merges].reverse() } };
    const { pair, factOf } = await check({ ...mistral, tokenizer }, mistral);
    expect(pair.verdict).toBe("different");
    expect(factOf("tokenizer")?.note).toEqual(saying("other rules"));
  });

  it("different by the normaliser, where it changes a prompt; not where it does not", async () => {
    const normalizer = { type: "Sequence", normalizers: [{ type: "Lowercase" }, mistralTokenizer().normalizer] };
    const teacher = { ...mistral, tokenizer: { ...mistralTokenizer(), normalizer } };
    expect((await check(teacher, mistral)).pair.verdict).toBe("different");
    const { pair, factOf } = await check(teacher, mistral, ["all in small letters"]);
    expect(pair.verdict).toBe("same");
    expect(factOf("tokenizer")).toMatchObject({ equal: false, note: saying("no difference") });
  });

  it("other special tokens: the verdict stays, the fact says so", async () => {
    const tokenizerConfig = { ...mistralTokenizerConfig(), eos_token: { content: "<unk>" }, pad_token: "</s>" };
    const teacher = { ...mistral, tokenizerConfig, generationConfig: { eos_token_id: [0, 2] } };
    const { pair, factOf } = await check(teacher, mistral);
    expect(pair.verdict).toBe("same");
    expect(factOf("special-tokens")).toMatchObject({
      teacher: saying("bos <s> 1 · eos <unk> 0 · pad </s> 2 · unk <unk> 0 · ends at 0, 2"),
      student: saying("bos <s> 1 · eos </s> 2 · unk <unk> 0 · ends at 2"),
      equal: false,
      note: saying("eos, pad, end"),
    });
  });

  it("another chat template: the verdict stays, the fact says so", async () => {
    const tokenizerConfig = { ...mistralTokenizerConfig(), chat_template: "{{ b }}" };
    const { pair, factOf } = await check({ ...mistral, tokenizerConfig, template: undefined }, mistral);
    expect(pair.verdict).toBe("same");
    expect(factOf("chat-template")).toMatchObject({
      equal: false,
      note: saying("student's template"),
    });
  });

  it("tokens added on one side only: named, and by the rows same or padded", async () => {
    const student = {
      ...mistral,
      tokenizer: withAdded(mistralTokenizer(), "<tool_call>"),
      config: { vocab_size: 32001 },
    };
    const { pair, factOf } = await check(mistral, student);
    expect(pair.verdict).toBe("padded");
    expect(factOf("tokenizer")).toMatchObject({ equal: false, note: saying("<tool_call>") });
    const both = await check(student, { ...student, tokenizer: withAdded(mistralTokenizer(), "<other>") });
    expect(both.pair.verdict).toBe("same");
  });

  it("unknown where one side is a hub id: nothing is ruled out, with the reason", async () => {
    const recipe = recipeOf("Qwen/Qwen2.5-72B-Instruct", writeModel(home, "student", mistral));
    const pair = await pairOf(recipe);
    expect(pair).toMatchObject({ verdict: "unknown", prompts: null, teacherParameters: 72_706_203_648 });
    expect(pair.reasons).toContainEqual(saying("‘Qwen/Qwen2.5-72B-Instruct’ is a hub id"));
    expect(pair.allowedKinds).toHaveLength(6);
    expect(pair.facts[0]).toMatchObject({ teacher: saying("152064"), student: saying("32000"), equal: false });
    expect(pairProblems(recipe, pair)).toEqual([]);
  });

  it("same for one and the same model, even without files", async () => {
    expect((await pairOf(recipeOf("Qwen/Qwen2.5-7B", "Qwen/Qwen2.5-7B"))).verdict).toBe("same");
  });

  it("unknown without any tokenizer on one side, or with a broken one", async () => {
    expect((await check({}, mistral)).pair.verdict).toBe("unknown");
    writeFileSync(join(home, "models", "teacher", "tokenizer.json"), "{");
    expect((await pairOf(recipeOf("models/teacher", "models/student"))).verdict).toBe("unknown");
  });

  it("compares files that it cannot read by their bytes", async () => {
    const recipe = recipeOf(writeModel(home, "teacher", {}), writeModel(home, "student", {}));
    const writeBytes = (name: string, bytes: number[]) =>
      writeFileSync(join(home, "models", name, "tokenizer.model"), Buffer.from(bytes));
    writeBytes("teacher", [255, 1]);
    writeBytes("student", [255, 1]);
    expect((await pairOf(recipe)).verdict).toBe("same");
    writeBytes("student", [254, 1, 1]);
    expect((await pairOf(recipe)).verdict).toBe("unknown");
  });

  it("reads a tokenizer anew when its file has changed", async () => {
    expect((await check(mistral, mistral)).pair.verdict).toBe("same");
    writeModel(home, "teacher", { ...mistral, tokenizer: llamaTokenizer() });
    utimesSync(join(home, "models", "teacher", "tokenizer.json"), 1, 1);
    expect((await pairOf(recipeOf("models/teacher", "models/student"))).verdict).toBe("different");
  });
});
