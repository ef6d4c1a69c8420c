import { type Message, message, verbatim } from "../../../../contract/message";
import type { Serve } from "../../../../contract/recipe/serve";
import type { ServeEngine } from "../../../../contract/recipe/serve-engines";
import { defineAdvice } from "./definition";

type Choice = { engine: ServeEngine; message: Message; reason: Message; source: Message };

const choices: Record<Serve["use"], Choice | null> = {
  interactive: null,
  throughput: {
    engine: "vllm",
    message: message("advice.serve-throughput"),
    reason: message("advice.serve-throughput-reason"),
    source: verbatim("Kwon et al. 2023, PagedAttention (vLLM), arXiv:2309.06180"),
  },
  agents: {
    engine: "sglang",
    message: message("advice.serve-agents"),
    reason: message("advice.serve-agents-reason"),
    source: verbatim("Zheng et al. 2023, SGLang (RadixAttention), arXiv:2312.07104"),
  },
  ascend: {
    engine: "lmdeploy",
    message: message("advice.serve-ascend"),
    reason: message("advice.serve-ascend-reason"),
    source: verbatim("LMDeploy documentation, https://lmdeploy.readthedocs.io"),
  },
};

/** The engine that fits what the student will be used for, where the recipe names another. */
export const engine = defineAdvice({
  codes: ["engine-for-use"],
  advise: ({ recipe }) => {
    const choice = choices[recipe.serve.use];
    if (choice === null || choice.engine === recipe.serve.engine) return [];
    const { engine, ...text } = choice;
    return [
      { code: "engine-for-use", severity: "info", field: "serve.engine", ...text, changes: { "serve.engine": engine } },
    ];
  },
});
