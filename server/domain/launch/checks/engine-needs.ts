import { type Message, message } from "../../../contract/message";
import { quantizeMethods } from "../../../contract/recipe/quantize-methods/registry";
import type { Recipe } from "../../../contract/recipe/recipe";
import { serveEngines } from "../../../contract/recipe/serve-engines";
import { usesTeacherWeights } from "../../../contract/recipe/teacher-use";
import { type ExtraName, readExtra } from "../../../engines/setup/extras";
import type { Paths } from "../../../platform/paths";
import { readModelFacts } from "../../recipes/pairs/model/model-facts";

/** What a part of the recipe needs on the host that runs it; `modules` are Python modules, `install` their names for pip. */
export type Need = {
  field: string;
  what: string | Message;
  modules: readonly string[];
  install: string;
  /** The environment beside the engine that has the modules too. */
  extra: ExtraName | null;
  /** Where they cannot be installed beside the engine's own packages. */
  isElsewhere: boolean;
  gpu: boolean;
  otherwise: Message;
  /** The recipe without it, where there is one. */
  changes: Record<string, unknown> | undefined;
};

type Given = Pick<Need, "field" | "what" | "otherwise"> & Partial<Need>;

const need = ({ modules = [], ...given }: Given): Need => ({
  ...{ modules, install: modules.join(" "), extra: null, isElsewhere: false, gpu: false, changes: undefined },
  ...given,
});

/** Everything that a recipe needs of the engine beyond what it always has. */
export function needsOf(paths: Paths, recipe: Recipe): Need[] {
  return [
    ...quantizeNeeds(recipe),
    ...modelNeeds(paths, recipe),
    ...leverNeeds(recipe),
    ...serveNeeds(paths, recipe),
    ...recipe.report.map((name) =>
      need({
        ...{ field: "report", what: name, modules: [name], otherwise: message("problems.or-no-report") },
        changes: { report: recipe.report.filter((other) => other !== name) },
      }),
    ),
  ];
}

function quantizeNeeds({ quantize }: Recipe): Need[] {
  return quantize.map((entry, index) => {
    const { modules, install, gpu } = quantizeMethods[entry.method].needs;
    return need({
      ...{ field: `quantize.${index}`, modules, install, gpu },
      what: message("problems.quantisation-by", { method: entry.method.toUpperCase() }),
      otherwise: message("problems.or-bnb-gptq"),
      changes: { quantize: quantize.filter((other) => other !== entry) },
    });
  });
}

/** What transformers asks for where the weights of a folder are quantised already (`validate_environment` of its quantizers). */
const loaders: Record<string, readonly string[]> = {
  gptq: ["optimum", "gptqmodel"],
  awq: ["gptqmodel"],
  bitsandbytes: ["bitsandbytes"],
  "compressed-tensors": ["compressed_tensors"],
};

function modelNeeds(paths: Paths, recipe: Recipe): Need[] {
  const { teacher, student } = recipe;
  const models = [
    ...(usesTeacherWeights(recipe) ? [{ field: "teacher.model", model: teacher.model }] : []),
    { field: "student.model", model: student.model },
  ];
  return models.flatMap(({ field, model }) => {
    const method = readModelFacts(paths, model).facts?.quantized?.method ?? "";
    const modules = loaders[method];
    if (modules === undefined) return [];
    const what = message("refusals.quantised-model", { method });
    return [need({ field, what, modules, otherwise: message("refusals.or-unquantised") })];
  });
}

function leverNeeds({ memory, training }: Recipe): Need[] {
  const flash = /^flash-attention-(\d)$/.exec(memory.attention)?.[1];
  return [
    ...(training.tuner === "qlora"
      ? [
          need({
            ...{ field: "training.tuner", what: "QLoRA", modules: ["bitsandbytes"] },
            otherwise: message("problems.or-lora"),
            changes: { "training.tuner": "lora" },
          }),
        ]
      : []),
    ...(memory.deepspeed === undefined
      ? []
      : [
          need({
            ...{ field: "memory.deepspeed", what: "DeepSpeed", modules: ["deepspeed"], extra: "deepspeed", gpu: true },
            otherwise: message("problems.or-deepspeed-off"),
            changes: { "memory.deepspeed": null },
          }),
        ]),
    ...(flash === undefined ? [] : [flashNeed(flash)]),
    ...(memory.galore?.quantized
      ? [
          need({
            ...{ field: "memory.galore.quantized", what: "Q-GaLore", gpu: true },
            modules: ["q_galore_torch", "bitsandbytes"],
            otherwise: message("problems.or-plain-galore"),
            changes: { "memory.galore.quantized": false },
          }),
        ]
      : []),
    ...(memory.sequenceParallel > 1
      ? [
          need({
            ...{ field: "memory.sequenceParallel", what: message("problems.sequence-parallelism"), gpu: true },
            otherwise: message("problems.or-one"),
            changes: { "memory.sequenceParallel": 1 },
          }),
        ]
      : []),
    ...(memory.liger
      ? [
          need({
            ...{ field: "memory.liger", what: "Liger", modules: ["liger_kernel"], install: "liger-kernel", gpu: true },
            otherwise: message("problems.or-off"),
            changes: { "memory.liger": false },
          }),
        ]
      : []),
  ];
}

function flashNeed(version: string): Need {
  return need({
    ...{ field: "memory.attention", what: `FlashAttention ${version}`, gpu: true },
    modules: [version === "2" ? "flash_attn" : "flash_attn_3"],
    install: version === "2" ? "flash-attn --no-build-isolation" : "flash-attn-3",
    otherwise: message("problems.or-sdpa"),
    changes: { "memory.attention": "sdpa" },
  });
}

function serveNeeds({ engine }: Pick<Paths, "engine">, { serve }: Recipe): Need[] {
  const { module, extra, name } = serveEngines[serve.engine];
  if (module === null) return [];
  return [
    need({
      ...{ field: "serve.engine", what: name, modules: [module], extra, isElsewhere: extra === null },
      gpu: extra === null || readExtra({ engine }, extra)?.build === "cuda",
      otherwise: message("problems.or-transformers"),
      changes: { "serve.engine": "transformers" },
    }),
  ];
}
