import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { type ModelSigns, matchModel } from "../../server/engines/ms-swift/match-model";
import { type ModelCatalogue, readModelCatalogue } from "../../server/engines/ms-swift/model-catalogue";
import { resolvePaths } from "../../server/platform/paths";

const matchesSchema = z.array(z.object({ modelType: z.string().nullable(), template: z.string().nullable() }));

const sizes = {
  hidden_size: 64,
  intermediate_size: 128,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  vocab_size: 512,
};
const models: [string, string, string][] = [
  ["my-llama", "LlamaForCausalLM", "llama"],
  ["my-qwen2", "Qwen2ForCausalLM", "qwen2"],
  ["my-qwen3", "Qwen3ForCausalLM", "qwen3"],
  ["my-gemma2", "Gemma2ForCausalLM", "gemma2"],
  ["my-gemma3", "Gemma3ForCausalLM", "gemma3_text"],
  ["my-mistral", "MistralForCausalLM", "mistral"],
  ["my-phi3", "Phi3ForCausalLM", "phi3"],
  ["Qwen2.5-7B-Instruct", "Qwen2ForCausalLM", "qwen2"],
  ["Qwen3-0___6B", "Qwen3ForCausalLM", "qwen3"],
  ["Llama-3.2-1B-Instruct", "LlamaForCausalLM", "llama"],
  ["DeepSeek-R1-Distill-Qwen-7B", "Qwen2ForCausalLM", "qwen2"],
  ["my-starcoder", "Starcoder2ForCausalLM", "starcoder2"],
];

const paths = resolvePaths();
let catalogue: ModelCatalogue;
let folders: string[];

beforeAll(() => {
  const found = readModelCatalogue(paths);
  if (found === null) throw new Error("The set-up has not asked ms-swift which models it knows");
  catalogue = found;
  const home = mkdtempSync(join(tmpdir(), "stillroom-match-"));
  folders = models.map(([name, architecture, family]) => {
    const folder = join(home, name);
    mkdirSync(folder);
    const config = { architectures: [architecture], model_type: family, torch_dtype: "float32", ...sizes };
    writeFileSync(join(folder, "config.json"), JSON.stringify(config));
    return folder;
  });
});

function askEngine(places: string[]): z.infer<typeof matchesSchema> {
  const python = join(paths.engine, "venv", "bin", "python");
  const env = { ...process.env, HF_HUB_OFFLINE: "1" };
  const told = spawnSync(python, [join(paths.project, "test", "fixtures", "match_models.py"), ...places], { env });
  const line =
    told.stdout
      .toString()
      .split("\n")
      .find((text) => text.startsWith("MATCHES ")) ?? "";
  return matchesSchema.parse(JSON.parse(line.slice("MATCHES ".length)));
}

it("says of every model what ms-swift would take, and what it takes where it would give up", () => {
  const matches = models.map(([, architecture, family], index) => {
    const saved = { modelType: null, template: null };
    const signs: ModelSigns = { reference: folders[index] ?? "", architecture, family, chatTemplate: null, saved };
    return matchModel(catalogue, signs, {});
  });
  const alone = (kind: "certain" | "chosen", value: string | null) => (kind === "certain" ? value : null);
  const ofEngine = askEngine(folders);
  const ours = matches.map(({ modelType, template }) => {
    const type = alone(modelType.kind, modelType.value);
    return { modelType: type, template: modelType.kind === "chosen" ? null : alone(template.kind, template.value) };
  });
  // A model of no type gets ms-swift's template `dummy`.
  expect(
    ours.map(({ modelType, template }) => ({ modelType, template: modelType === null ? null : template })),
  ).toEqual(ofEngine.map(({ modelType, template }) => ({ modelType, template: modelType === null ? null : template })));
  const chosen = matches.flatMap(({ modelType, template }, index) =>
    modelType.kind === "chosen" || template.kind === "chosen"
      ? [{ folder: folders[index], modelType: modelType.value, template: template.value }]
      : [],
  );
  expect(chosen.length).toBeGreaterThan(3);
  expect(askEngine(chosen.map(({ folder, modelType, template }) => `${folder},${modelType},${template}`))).toEqual(
    chosen.map(({ modelType, template }) => ({ modelType, template })),
  );
});
