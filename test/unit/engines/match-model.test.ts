import { describe, expect, it } from "vitest";
import { type ModelSigns, matchModel } from "../../../server/engines/ms-swift/match-model";
import type { ModelCatalogue } from "../../../server/engines/ms-swift/model-catalogue";

const plain = { names: {}, architectures: [], template: null, templates: [], isMultimodal: false };
const catalogue: ModelCatalogue = {
  version: "4.6.0",
  types: [
    { ...plain, type: "codefuse_codellama", architectures: ["LlamaForCausalLM"], template: "codefuse_codellama" },
    {
      ...plain,
      type: "llama",
      names: { "llama-3.2-1b-instruct": "llama3_2", "deepseek-r1-distill-llama-8b": "deepseek_r1" },
      architectures: ["LlamaForCausalLM"],
      templates: ["llama", "llama3", "llama3_2", "deepseek_r1"],
    },
    { ...plain, type: "yi", architectures: ["LlamaForCausalLM"], templates: ["chatml", "yi_coder"] },
    { ...plain, type: "qwen2", architectures: ["Qwen2ForCausalLM"], templates: ["qwen", "qwen2_5"] },
    { ...plain, type: "qwen2_gte", architectures: ["Qwen2ForCausalLM"], template: "dummy" },
    { ...plain, type: "gemma2", architectures: ["Gemma2ForCausalLM"], template: "gemma", templates: ["gemma"] },
  ],
  templates: ["chatml", "codefuse_codellama", "dummy", "gemma", "llama", "llama3", "llama3_2", "qwen", "qwen2_5"],
};

const signs = (changes: Partial<ModelSigns>): ModelSigns => ({
  ...{ reference: "/models/mine", architecture: "LlamaForCausalLM", family: "llama", chatTemplate: null },
  saved: { modelType: null, template: null },
  ...changes,
});
const match = (changes: Partial<ModelSigns>, given: { modelType?: string; template?: string } = {}) =>
  matchModel(catalogue, signs(changes), given);

describe("a model that ms-swift settles alone", () => {
  it("goes by the name of its folder or id", () => {
    const byName = { modelType: { kind: "certain", value: "llama" }, template: { kind: "certain", value: "llama3_2" } };
    expect(match({ reference: "/data/Llama-3.2-1B-Instruct/" })).toMatchObject(byName);
    expect(match({ reference: "unsloth/Llama-3___2-1B-Instruct" })).toMatchObject(byName);
    expect(match({ reference: "/hub/models--meta-llama--Llama-3.2-1B-Instruct/snapshots/0cb8" })).toMatchObject(byName);
  });

  it("goes by what the recipe names, what an earlier training noted, or the only type there is", () => {
    const certain = (modelType: string, template: string) => ({
      modelType: { kind: "certain", value: modelType },
      template: { kind: "certain", value: template },
    });
    expect(match({}, { modelType: "yi", template: "yi_coder" })).toMatchObject(certain("yi", "yi_coder"));
    expect(match({ saved: { modelType: "llama", template: "llama3" } })).toMatchObject(certain("llama", "llama3"));
    expect(match({ architecture: "Gemma2ForCausalLM", family: "gemma2" })).toMatchObject(certain("gemma2", "gemma"));
  });

  it("has no type for an architecture that ms-swift does not know", () => {
    const { modelType, template } = match({ architecture: "MyForCausalLM", family: "mine" });
    expect([modelType, template]).toMatchObject([
      { kind: "certain", value: null },
      { kind: "certain", value: null },
    ]);
  });
});

describe("a model at which ms-swift would give up", () => {
  it("gets the type that its family names, the others after it", () => {
    const found = match({}).modelType;
    expect(found).toEqual({ kind: "chosen", value: "llama", candidates: ["llama", "codefuse_codellama", "yi"] });
    expect(match({ architecture: "Qwen2ForCausalLM", family: "qwen2" }).modelType.value).toBe("qwen2");
  });

  it.each([
    ["<|start_header_id|>{{ role }}", "llama3"],
    ["<|start_header_id|>system Cutting Knowledge Date", "llama3_2"],
    ["{{ bos_token }}[INST] {{ content }} [/INST]", "llama"],
    ["<|im_start|>{{ role }}", "chatml"],
    [null, "llama"],
  ])("gets the template that its own %j is written like", (chatTemplate, template) => {
    expect(match({ chatTemplate }).template).toMatchObject({ kind: "chosen", value: template });
  });

  it("prefers a template of its own type", () => {
    const qwen = { architecture: "Qwen2ForCausalLM", family: "qwen2", chatTemplate: "<|im_start|>user" };
    expect(match(qwen).template.value).toBe("qwen2_5");
  });
});
