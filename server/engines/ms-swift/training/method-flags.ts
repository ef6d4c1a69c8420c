import { type KnowledgeOf, knowledgeOf } from "../../../contract/recipe/knowledge";
import { methodOf } from "../../../contract/recipe/method";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { StageContext } from "../../engine";
import { fieldFlag, fieldListFlag, flag } from "../flags";

type Context = Pick<StageContext, "recipe" | "resolve">;

/** Sub-command of `swift` and the flags that make it train by the recipe's kinds of knowledge. */
export function methodFlags(context: Context): { command: "sft" | "rlhf"; flags: string[] } {
  const { knowledge } = context.recipe;
  const method = methodOf(knowledge);
  if (method === "sft") return { command: "sft", flags: [] };
  const type = fieldFlag("preference.method", method);
  const preference = knowledgeOf(knowledge, "preference");
  if (preference) return { command: "rlhf", flags: [...type, ...fieldFlag("preference.beta", preference.beta)] };
  const policy = knowledgeOf(knowledge, "policy");
  const flags = policy ? policyFlags(policy) : gkdFlags(context.recipe);
  return { command: "rlhf", flags: [...type, ...teacherFlags(context), ...flags] };
}

/** The loss itself comes from the plugin's settings; these flags decide where its batches come from. */
function gkdFlags({ knowledge }: Recipe): string[] {
  const logits = knowledgeOf(knowledge, "logits");
  return [
    ...fieldFlag("logits.onPolicy", logits?.onPolicy ?? 0),
    ...flag("temperature", 1),
    ...fieldFlag("logits.topK", logits?.topK),
    ...fieldFlag("logits.maxCompletionLength", logits?.maxCompletionLength),
  ];
}

/** `beta 0`: the teacher's log-ratio alone is the advantage, without a second pull towards the untouched student. */
function policyFlags(policy: KnowledgeOf<"policy">): string[] {
  return [
    ...fieldFlag("policy.coefficient", policy.coefficient),
    ...flag("beta", 0),
    ...fieldFlag("policy.generations", policy.generations),
    ...fieldFlag("policy.temperature", policy.temperature),
    ...fieldFlag("policy.maxCompletionLength", policy.maxCompletionLength),
    ...flag("use_vllm", false),
    ...flag("log_completions", true),
  ];
}

function teacherFlags({ recipe, resolve }: Context): string[] {
  const { teacher, student, memory } = recipe;
  const offload = memory.teacherOffload ? fieldFlag("memory.teacherOffload", true) : [];
  switch (teacher.source) {
    case "cached":
      return [];
    case "server":
      return fieldFlag("teacher.url", serversOf(recipe));
    case "self":
      // Naming the student's own model keeps the teacher as it was: LoRA switches its adapter off, full tuning loads a copy.
      return [
        ...fieldFlag("teacher.model", resolve(student.model)),
        ...flag("teacher_model_type", student.modelType),
        ...offload,
      ];
    case "local":
      return [
        ...fieldFlag("teacher.model", resolve(teacher.model)),
        ...flag("teacher_model_type", teacher.modelType),
        ...fieldListFlag("teacher.adapters", teacher.adapters.map(resolve)),
        ...offload,
      ];
  }
}

/** One address, or a list with the tags by which rows are routed. */
function serversOf({ teacher, teachers }: Recipe): string | undefined {
  if (teachers.length === 0) return teacher.url;
  return JSON.stringify([teacher, ...teachers].map(({ url, tags }) => ({ url, tags })));
}
