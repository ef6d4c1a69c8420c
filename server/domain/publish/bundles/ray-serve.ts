import { quantizeMethods } from "../../../contract/recipe/quantize-methods/registry";
import { type BundleFile, yamlFile } from "./bundle-file";
import { dtypeOf, formatOf } from "./engine";
import type { BundleFacts } from "./facts";
import { askCommand, modelFolder, readmeOf } from "./readme";

/** Folder `ray-serve`: a Ray Serve LLM application (docs.ray.io, Serving LLMs), which runs vLLM whatever the recipe's engine. */
export function rayServeFiles(facts: BundleFacts): BundleFile[] {
  const { name, recipe, quantize } = facts;
  const { min, max } = recipe.serve.replicas;
  const format = formatOf(quantize);
  const config = {
    model_loading_config: { model_id: name, model_source: "/model" },
    deployment_config: { autoscaling_config: { min_replicas: min, max_replicas: max } },
    engine_kwargs: {
      dtype: dtypeOf(recipe, quantize),
      tensor_parallel_size: Math.max(1, recipe.resources.gpus),
      ...(recipe.serve.maxModelLen === undefined ? {} : { max_model_len: recipe.serve.maxModelLen }),
      ...(format === undefined ? {} : { quantization: format }),
      ...(recipe.student.trustRemoteCode ? { trust_remote_code: true } : {}),
    },
  };
  const application = {
    ...{ name, route_prefix: "/", import_path: "ray.serve.llm:build_openai_app" },
    args: { llm_configs: [config] },
  };
  return [
    yamlFile("ray-serve/config.yaml", { http_options: { host: "127.0.0.1", port: 8000 }, applications: [application] }),
    { path: "ray-serve/README.md", content: readme(facts) },
  ];
}

function readme(facts: BundleFacts): string {
  const isOther = facts.recipe.serve.engine !== "vllm";
  const { quantize } = facts;
  const isTold = quantize !== null && formatOf(quantize) !== undefined;
  const packages = isTold ? ["", ...quantizeMethods[quantize.method].serving.packages].join(" ") : "";
  return readmeOf(facts, {
    title: "Ray Serve",
    steps: [
      {
        text: "On every node of the cluster, install and copy the model to `/model`:",
        command: `pip install "ray[serve,llm]"${packages}\ncp -r ${modelFolder(facts)} /model`,
      },
      { text: "Start on one machine:", command: "serve run config.yaml" },
      { text: "Or on a running cluster:", command: "serve deploy config.yaml\nserve status" },
      { text: "Ask:", command: askCommand(facts, "127.0.0.1:8000") },
    ],
    notes: [
      ...(isOther ? [`Ray Serve LLM runs vLLM; the figures below are those of '${facts.recipe.serve.engine}'.`] : []),
      "Only this host may connect: set `http_options.host` to 0.0.0.0 behind a gateway that asks for a key.",
      "Each replica takes as many GPUs as `tensor_parallel_size` says.",
      ...(facts.recipe.serve.replicas.min === 0
        ? ["With no replica at rest the first question waits until the model has loaded."]
        : []),
    ],
  });
}
