import { type Args, numberOf, textOf, textsOf } from "./args-reader";

type Json = Record<string, unknown>;

/**
 * The kind of knowledge that a training took over, by `rlhf_type`; supervised training learns answers. `unplaced` names
 * a method that recipes do not know, for which the nearest kind stands in.
 */
export function knowledgeFrom(args: Args): { knowledge: Json; unplaced: string | null } {
  const method = textOf(args, "rlhf_type");
  switch (method) {
    case undefined:
      return { knowledge: { kind: "answers", source: "own" }, unplaced: null };
    case "gkd":
      return { knowledge: logitsFrom(args), unplaced: null };
    case "dpo":
    case "kto":
      return { knowledge: { kind: "preference", method, beta: numberOf(args, "beta"), pairs: "own" }, unplaced: null };
    case "grpo":
      return {
        knowledge: policyFrom(args),
        unplaced: hasTeacher(args) ? null : "GRPO without a teacher",
      };
    default:
      return { knowledge: { kind: "answers", source: "own" }, unplaced: method.toUpperCase() };
  }
}

/** Where the teacher's numbers came from. ms-swift without any teacher distills a model into itself. */
export function teacherFrom(args: Args): Json {
  const url = textOf(args, "teacher_model_server");
  const dtype = textOf(args, "torch_dtype");
  const model = textOf(args, "teacher_model");
  if (model === undefined && textOf(args, "rlhf_type") === "gkd" && url === undefined)
    return {
      model: textOf(args, "model"),
      modelType: textOf(args, "model_type"),
      template: textOf(args, "template"),
      dtype,
      source: "self",
    };
  return {
    model,
    modelType: textOf(args, "teacher_model_type"),
    dtype,
    ...(url !== undefined && { source: "server", url }),
    adapters: textsOf(args, "teacher_adapters"),
  };
}

function hasTeacher(args: Args): boolean {
  return textOf(args, "teacher_model") !== undefined || textOf(args, "teacher_model_server") !== undefined;
}

/** ms-swift adds `sft_alpha · CE` to the divergence: sft_alpha = α ÷ (1 − α). `beta` 0 is forward KL, 1 reverse, between JSD. */
function logitsFrom(args: Args): Json {
  const weight = numberOf(args, "sft_alpha");
  const beta = numberOf(args, "beta");
  const topK = numberOf(args, "gkd_logits_topk");
  return {
    kind: "logits",
    temperature: numberOf(args, "temperature"),
    // ms-swift's own loss has no factor T².
    temperatureScale: "none",
    alpha: weight === undefined ? undefined : round(weight / (1 + weight)),
    ...(beta !== undefined && { divergence: beta === 0 ? "forward-kl" : beta === 1 ? "reverse-kl" : "jsd" }),
    ...(beta !== undefined && beta > 0 && beta < 1 && { jsdBeta: beta }),
    topK,
    // ms-swift's own loss renormalises the top-k.
    ...(topK !== undefined && { topKTail: "none" }),
    onPolicy: numberOf(args, "lmbda"),
    maxCompletionLength: numberOf(args, "max_completion_length"),
  };
}

function policyFrom(args: Args): Json {
  return {
    kind: "policy",
    coefficient: numberOf(args, "teacher_kl_coef"),
    generations: numberOf(args, "num_generations"),
    temperature: numberOf(args, "temperature"),
    maxCompletionLength: numberOf(args, "max_completion_length"),
  };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
