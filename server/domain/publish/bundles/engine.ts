import type { QuantizedServing } from "../../../contract/recipe/quantize-methods/definition";
import { quantizeMethods } from "../../../contract/recipe/quantize-methods/registry";
import type { Recipe } from "../../../contract/recipe/recipe";
import { type ServeEngine, serveEngines } from "../../../contract/recipe/serve-engines";
import { extraFlags, flag } from "../../../engines/ms-swift/flags";
import { modelFlags } from "../../../engines/ms-swift/model-args";
import type { BundleFacts } from "./facts";

/** How one engine serves the folder `/model` with an OpenAI-compatible API. */
export type Launch = {
  engine: ServeEngine;
  /** Null for the engine whose image is built from the bundle's own Dockerfile. */
  image: string | null;
  /** Program and arguments; the program replaces the image's entry point, which differs between releases. */
  argv: string[];
  port: number;
  /** Answers 200 once the model can be asked. */
  healthPath: string;
  gpus: number;
  gpuResource: "nvidia.com/gpu" | "huawei.com/Ascend910";
  /** What a person has to know about this engine and this model. */
  notes: string[];
};

type LaunchOf = (facts: BundleFacts) => Omit<Launch, "engine" | "gpus" | "notes" | "gpuResource">;

const launchers: Record<ServeEngine, LaunchOf> = {
  transformers: ({ name, recipe }) => ({
    image: null,
    port: 8000,
    healthPath: "/v1/models",
    argv: [
      ...["swift", "deploy", ...modelFlags(recipe.student, "/model"), "--infer_backend=transformers"],
      ...["--host=0.0.0.0", "--port=8000", `--served_model_name=${name}`],
      ...flag("max_length", recipe.serve.maxModelLen),
      ...extraFlags(recipe.serve.extraArgs),
    ],
  }),
  vllm: ({ name, recipe, quantize }) => ({
    image: "vllm/vllm-openai:latest",
    port: 8000,
    healthPath: "/health",
    argv: [
      ...["vllm", "serve", "/model", `--served-model-name=${name}`, "--host=0.0.0.0", "--port=8000"],
      ...[`--dtype=${dtypeOf(recipe, quantize)}`, `--tensor-parallel-size=${gpusOf(recipe, "vllm")}`],
      ...flag("max-model-len", recipe.serve.maxModelLen),
      ...flag("quantization", formatOf(quantize)),
      ...trustFlag(recipe),
    ],
  }),
  sglang: ({ name, recipe, quantize }) => ({
    image: "lmsysorg/sglang:latest",
    port: 30_000,
    healthPath: "/health",
    argv: [
      ...["python3", "-m", "sglang.launch_server", "--model-path=/model", `--served-model-name=${name}`],
      ...["--host=0.0.0.0", "--port=30000", `--dtype=${dtypeOf(recipe, quantize)}`],
      `--tp-size=${gpusOf(recipe, "sglang")}`,
      ...flag("context-length", recipe.serve.maxModelLen),
      ...flag("load-format", formatOf(quantize)),
      ...trustFlag(recipe),
    ],
  }),
  lmdeploy: ({ name, recipe, quantize }) => ({
    image: "openmmlab/lmdeploy:latest",
    port: 23_333,
    healthPath: "/v1/models",
    argv: [
      ...["lmdeploy", "serve", "api_server", "/model", `--model-name=${name}`],
      ...["--server-name=0.0.0.0", "--server-port=23333", `--tp=${gpusOf(recipe, "lmdeploy")}`],
      ...flag("session-len", recipe.serve.maxModelLen),
      ...flag(
        "model-format",
        quantize === null ? undefined : (quantizeMethods[quantize.method].serving.lmdeployFormat ?? undefined),
      ),
      ...(recipe.serve.use === "ascend" ? ["--backend=pytorch", "--device=ascend"] : []),
    ],
  }),
};

/** The launch of the recipe's engine; where LMDeploy cannot read the weights vLLM takes its place. */
export function launchOf(facts: BundleFacts): Launch {
  const { recipe, quantize } = facts;
  const serving = quantize === null ? null : quantizeMethods[quantize.method].serving;
  const isReplaced = recipe.serve.engine === "lmdeploy" && serving?.isReadByLmdeploy === false;
  const engine = isReplaced ? "vllm" : recipe.serve.engine;
  const isAscend = engine === "lmdeploy" && recipe.serve.use === "ascend";
  return {
    engine,
    ...launchers[engine](facts),
    gpus: gpusOf(recipe, engine),
    gpuResource: isAscend ? "huawei.com/Ascend910" : "nvidia.com/gpu",
    notes: [
      ...(isReplaced
        ? [`The recipe names LMDeploy, which cannot read ${serving.weights} weights: vLLM serves this one.`]
        : []),
      ...(isAscend
        ? [
            "On Ascend, build the image from LMDeploy's own Ascend Dockerfile and put its name in place of the one given.",
          ]
        : []),
      ...(serving === null ? [] : [formatNote(serving)]),
      ...engineNotes(recipe, engine),
    ],
  };
}

function engineNotes(recipe: Recipe, engine: ServeEngine): string[] {
  if (serveEngines[engine].module === null) return [];
  const { gpus } = recipe.resources;
  const ignored = Object.keys(recipe.serve.extraArgs);
  return [
    `The image's tag is 'latest'; once it serves well, put the digest of that image in its place.`,
    `The engine takes the chat template from tokenizer_config.json, while the figures were measured through ms-swift${recipe.student.template ? ` with the template '${recipe.student.template}'` : ""}: compare one answer before trusting the rest.`,
    ...(gpus > 1
      ? [`It takes ${gpus} GPUs, as the training did; lower both numbers where the model fits on fewer.`]
      : []),
    ...(gpus === 0 ? ["The training used no GPU; this image needs one."] : []),
    ...(ignored.length > 0
      ? [`serve.extraArgs (${ignored.join(", ")}) are flags of ms-swift and are not passed on.`]
      : []),
  ];
}

function formatNote({ weights, toldAs }: QuantizedServing): string {
  if (toldAs === null) return `${weights} weights: the engine finds the format in config.json.`;
  return `${weights} weights: vLLM is told with --quantization, SGLang with --load-format.`;
}

/** The format of the weights where vLLM and SGLang have to be told. */
export function formatOf(quantize: BundleFacts["quantize"]): string | undefined {
  return (quantize && quantizeMethods[quantize.method].serving.toldAs) ?? undefined;
}

/** Every engine but ms-swift's own runs on a GPU only. */
function gpusOf({ resources }: Recipe, engine: ServeEngine): number {
  return serveEngines[engine].module === null ? resources.gpus : Math.max(1, resources.gpus);
}

/** Quantised weights bring their own types along. */
export function dtypeOf({ student }: Recipe, quantize: BundleFacts["quantize"]): string {
  return quantize === null ? student.dtype : "auto";
}

function trustFlag({ student }: Recipe): string[] {
  return student.trustRemoteCode ? ["--trust-remote-code"] : [];
}
