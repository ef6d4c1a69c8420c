import { describe, expect, it } from "vitest";
import { words } from "../../../../../server/cli/language";
import { type Recipe, type RecipeInput, recipeSchema } from "../../../../../server/contract/recipe/recipe";
import { adviseRecipe } from "../../../../../server/domain/launch/preflight/advice";
import type { AdviceInput } from "../../../../../server/domain/launch/preflight/advice/input";
import { parsedRecipe } from "../../../../helpers/recipes";

const billion = 1e9;
const fitting = { teacherParameters: 7 * billion, studentParameters: billion };
const data = { train: ["train.jsonl"], validation: ["validation.jsonl"] };

function advise(changes: Partial<RecipeInput>, more: Partial<AdviceInput> = {}) {
  const recipe = parsedRecipe({ data, ...changes });
  return adviseRecipe({ recipe, pair: fitting, history: [], ...more });
}

const codes = (...given: Parameters<typeof advise>) => advise(...given).map(({ code }) => code);

/** The recipe with dot-form changes laid over it, as the form would do. */
function applyChanges(recipe: Recipe, changes: Record<string, unknown>): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(recipe));
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const parent = keys.reduce<unknown>((node, key) => Reflect.get(Object(node), key), copy);
    Reflect.set(Object(parent), last, value);
  }
  return copy;
}

describe("adviseRecipe", () => {
  it("has nothing to say about a sound recipe", () => {
    expect(advise({})).toEqual([]);
  });

  it.each([
    ["capacity-gap-wide", 72, 7],
    ["capacity-gap-narrow", 3, 1.5],
    [null, 10, 1],
    [null, 5, 1],
  ])("says %s for %d B and %d B", (code, teacher, student) => {
    const pair = { teacherParameters: teacher * billion, studentParameters: student * billion };
    expect(codes({}, { pair })).toEqual(code === null ? [] : [code]);
  });

  it("does not judge sizes that it does not know, nor a student that teaches itself", () => {
    expect(codes({}, { pair: { teacherParameters: null, studentParameters: billion } })).toEqual([]);
    const self: Partial<RecipeInput> = { teacher: { model: "owner/student", source: "self" } };
    expect(codes(self, { pair: { teacherParameters: billion, studentParameters: billion } })).toEqual([]);
  });

  it.each<[string, Partial<RecipeInput>]>([
    ["name", { name: "customer-safety-v2" }],
    ["tags", { tags: ["politeness"] }],
    ["notes", { notes: "调整客服的语气" }],
    ["data files", { data: { ...data, train: ["sets/brand_style.jsonl"] } }],
  ])("advises preference where the %s speak of behaviour", (place, changes) => {
    const [advice] = advise(changes);
    expect(advice?.code).toBe("preference-goal");
    expect(advice && words(advice.source)).toContain("arXiv:2305.18290");
    expect(advice && words(advice.message)).toContain(place);
  });

  it("advises preference for rows when a fifth of them speak of it, not for one among many", () => {
    const rows = (count: number) =>
      Array.from({ length: 10 }, (_, index) => (index < count ? "拒绝有害的请求" : "What is 2 + 2?"));
    expect(codes({}, { samples: rows(2) })).toEqual(["preference-goal"]);
    expect(codes({}, { samples: rows(1) })).toEqual([]);
  });

  it("does not take a part of a word for the word, nor advises what the recipe does", () => {
    expect(codes({ name: "lifestyle-overtones", notes: "safetensors" })).toEqual([]);
    expect(codes({ name: "safety", knowledge: [{ kind: "preference" }] })).toEqual([]);
  });

  it.each<[string[], RecipeInput["knowledge"]]>([
    [[], [{ kind: "logits", temperature: 1, alpha: 0.9 }]],
    [["temperature-extreme"], [{ kind: "logits", temperature: 0.5 }]],
    [["temperature-extreme"], [{ kind: "logits", temperature: 15 }]],
    [["alpha-extreme"], [{ kind: "answers" }, { kind: "logits", alpha: 0.95 }]],
  ])("finds %j", (expected, knowledge) => {
    expect(codes({ knowledge })).toEqual(expected);
  });

  it("says that a cached teacher never sees the student's own answers", () => {
    expect(codes({ teacher: { model: "owner/teacher", source: "cached" } })).toEqual(["cached-off-policy"]);
  });

  it.each<[string[], Partial<RecipeInput>]>([
    [["no-validation"], { data: { train: ["train.jsonl"] } }],
    [["no-validation"], { data: { train: ["train.jsonl"] }, quantize: [{ method: "bnb" }] }],
    [["quantize-gate-off"], { quantize: [{ method: "bnb" }], quantizeGate: "off" }],
    [[], { quantizeGate: "off" }],
  ])("says %j about validation and the gate", (expected, changes) => {
    expect(codes(changes)).toEqual(expected);
  });

  it("warns of a missing validation set only where the gate needs it", () => {
    const severity = (quantize: RecipeInput["quantize"]) =>
      advise({ data: { train: ["t.jsonl"] }, quantize })[0]?.severity;
    expect(severity([])).toBe("info");
    expect(severity([{ method: "bnb" }])).toBe("warning");
  });

  it.each([
    ["throughput", "vllm"],
    ["agents", "sglang"],
    ["ascend", "lmdeploy"],
  ] as const)("advises an engine for %s", (use, engine) => {
    expect(advise({ serve: { use } })).toMatchObject([{ code: "engine-for-use", changes: { "serve.engine": engine } }]);
    expect(advise({ serve: { use, engine } })).toEqual([]);
  });

  it("puts warnings first", () => {
    const all = advise({ serve: { use: "agents" }, quantize: [{ method: "bnb" }], quantizeGate: "off" });
    expect(all.map(({ severity }) => severity)).toEqual(["warning", "info"]);
  });

  it.each<Partial<RecipeInput>>([
    { name: "safety" },
    { teacher: { model: "owner/teacher", source: "cached" } },
    { knowledge: [{ kind: "answers" }, { kind: "logits", alpha: 0.95, temperature: 20 }] },
    { quantize: [{ method: "bnb" }], quantizeGate: "off", serve: { use: "throughput" } },
  ])("gives changes after which the recipe is valid and the advice gone: %j", (changes) => {
    const recipe = parsedRecipe({ data, ...changes });
    const given = advise(changes).filter((advice) => advice.changes !== null);
    expect(given.length).toBeGreaterThan(0);
    const merged = Object.assign({}, ...given.map((advice) => advice.changes));
    const followed = recipeSchema.parse(applyChanges(recipe, merged));
    const left = adviseRecipe({ recipe: followed, pair: fitting, history: [] }).map(({ code }) => code);
    for (const { code } of given) expect(left).not.toContain(code);
  });
});
