import type { Recipe } from "../../../contract/recipe/recipe";
import type { ServeEngine } from "../../../contract/recipe/serve";
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
      ...(quantize?.method === "bnb" ? ["--quantization=bitsandbytes"] : []),
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
      ...(quantize?.method === "bnb" ? ["--load-format=bitsandbytes"] : []),
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
      ...(quantize?.method === "awq" || quantize?.method === "gptq" ? [`--model-format=${quantize.method}`] : []),
      ...(recipe.serve.use === "ascend" ? ["--backend=pytorch", "--device=ascend"] : []),
    ],
  }),
};

/** The launch of the recipe's engine; LMDeploy cannot read BitsAndBytes weights, so that vLLM takes its place there. */
export function launchOf(facts: BundleFacts): Launch {
  const { recipe, quantize } = facts;
  const isReplaced = recipe.serve.engine === "lmdeploy" && quantize?.method === "bnb";
  const engine = isReplaced ? "vllm" : recipe.serve.engine;
  const isAscend = engine === "lmdeploy" && recipe.serve.use === "ascend";
  return {
    engine,
    ...launchers[engine](facts),
    gpus: gpusOf(recipe, engine),
    gpuResource: isAscend ? "huawei.com/Ascend910" : "nvidia.com/gpu",
    notes: [
      ...(isReplaced
        ? ["The recipe names LMDeploy, which cannot read BitsAndBytes weights: vLLM serves this one."]
        : []),
      ...(isAscend
        ? [
            "On Ascend, build the image from LMDeploy's own Ascend Dockerfile and put its name in place of the one given.",
          ]
        : []),
      ...(quantize === null ? [] : [formatNote(quantize.method)]),
      ...engineNotes(recipe, engine),
    ],
  };
}

function engineNotes(recipe: Recipe, engine: ServeEngine): string[] {
  if (engine === "transformers") return [];
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

function formatNote(method: NonNullable<BundleFacts["quantize"]>["method"]): string {
  if (method === "bnb") return "BitsAndBytes weights: vLLM is told with --quantization, SGLang with --load-format.";
  return `${method.toUpperCase()} weights: the engine finds the format in config.json.`;
}

/** Every engine but transformers runs on a GPU only. */
function gpusOf({ resources }: Recipe, engine: ServeEngine): number {
  return engine === "transformers" ? resources.gpus : Math.max(1, resources.gpus);
}

/** Quantised weights bring their own types along. */
export function dtypeOf({ student }: Recipe, quantize: BundleFacts["quantize"]): string {
  return quantize === null ? student.dtype : "auto";
}

function trustFlag({ student }: Recipe): string[] {
  return student.trustRemoteCode ? ["--trust-remote-code"] : [];
}
