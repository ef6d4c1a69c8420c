import type { Advice } from "../../../../contract/preflight";
import type { Serve, ServeEngine } from "../../../../contract/recipe/serve";
import type { AdviceInput } from "./input";

type Choice = { engine: ServeEngine; message: string; reason: string; source: string };

const choices: Record<Serve["use"], Choice | null> = {
  interactive: null,
  throughput: {
    engine: "vllm",
    message: "For many requests at a time serve with vLLM",
    reason: "Its paged KV cache wastes little memory, so that more requests share one batch",
    source: "Kwon et al. 2023, PagedAttention (vLLM), arXiv:2309.06180",
  },
  agents: {
    engine: "sglang",
    message: "For agents serve with SGLang",
    reason: "Agents send long prompts that begin alike; its prefix tree reuses the KV cache of the common part",
    source: "Zheng et al. 2023, SGLang (RadixAttention), arXiv:2312.07104",
  },
  ascend: {
    engine: "lmdeploy",
    message: "On Ascend serve with LMDeploy",
    reason: "Its PyTorch engine runs on Huawei Ascend",
    source: "LMDeploy documentation, https://lmdeploy.readthedocs.io",
  },
};

/** The engine that fits what the student will be used for, where the recipe names another. */
export function adviseEngine({ recipe }: AdviceInput): Advice[] {
  const choice = choices[recipe.serve.use];
  if (choice === null || choice.engine === recipe.serve.engine) return [];
  const { engine, ...text } = choice;
  return [
    { code: "engine-for-use", severity: "info", field: "serve.engine", ...text, changes: { "serve.engine": engine } },
  ];
}
