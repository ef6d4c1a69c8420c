import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { demandOf } from "../../../contract/recipe/resources";
import type { Paths } from "../../../platform/paths";
import { linearLayersOf } from "../../recipes/pairs/model/count-parameters";
import { type ModelFacts, readModelFacts } from "../../recipes/pairs/model/model-facts";
import type { ModelShape } from "../../recipes/pairs/model/model-shape";

/**
 * AdamW moves a weight by about the learning rate at each step, whatever the gradient (Kingma and Ba 2015, arXiv:1412.6980,
 * section 2.1), and weights of language models are about 0.02 in size.
 */
const ruinousRate = 0.1;
const doubtfulRate = 0.01;
/** From this size on, published full trainings use rates of the order of 1e-5; small models take larger ones well. */
const largeParameters = 3e8;
const highRateForAll = 1e-4;
const usualRates = { lora: 1e-4, qlora: 1e-4, full: 1e-5 };

/** Figures of the training that lead nowhere: steps larger than the weights, adapters on matrices that the student does not have. */
export function checkTraining(paths: Paths, recipe: Recipe): Problem[] {
  const { facts } = readModelFacts(paths, recipe.student.model);
  return [
    ...rateProblems(recipe),
    ...masterCopyProblems(recipe),
    ...(facts === null ? [] : [...fullRateProblems(recipe, facts), ...targetProblems(recipe, facts)]),
  ];
}

/** The default rate is one for adapters. */
function fullRateProblems({ training }: Recipe, { parameters }: ModelFacts): Problem[] {
  const { tuner, learningRate } = training;
  const isHigh = learningRate >= highRateForAll && learningRate < doubtfulRate;
  if (tuner !== "full" || !isHigh || parameters.total < largeParameters) return [];
  return [
    {
      ...{ code: "learning-rate", severity: "warning", field: "training.learningRate", line: null },
      message: message("refusals.rate-full", { rate: String(learningRate) }),
      suggestion: message("refusals.rate-next", { usual: String(usualRates.full), tuner }),
      changes: { "training.learningRate": usualRates.full },
    },
  ];
}

/** PyTorch's AdamW steps on the weights themselves; DeepSpeed steps on a copy in float32. A CPU trains in float32 alone. */
function masterCopyProblems({ training, student, memory, resources }: Recipe): Problem[] {
  const isRounded = training.tuner === "full" && student.dtype === "bfloat16" && memory.deepspeed === undefined;
  if (!isRounded || demandOf(resources, "distill").gpus === 0) return [];
  return [
    {
      ...{ code: "no-master-copy", severity: "warning", field: "student.dtype", line: null },
      message: message("refusals.no-master-copy", { rate: String(training.learningRate) }),
      suggestion: message("refusals.no-master-copy-next"),
      changes: { "student.dtype": "float32" },
    },
  ];
}

function rateProblems({ training: { learningRate, tuner } }: Recipe): Problem[] {
  if (learningRate < doubtfulRate) return [];
  const isRuinous = learningRate >= ruinousRate;
  const usual = usualRates[tuner];
  const values = { rate: String(learningRate), usual: String(usual) };
  return [
    {
      ...{ code: "learning-rate", severity: isRuinous ? "error" : "warning" },
      ...{ field: "training.learningRate", line: null },
      message: isRuinous
        ? message("refusals.rate-ruinous", values)
        : message("refusals.rate-doubtful", { rate: values.rate }),
      suggestion: message("refusals.rate-next", { usual: values.usual, tuner }),
      changes: { "training.learningRate": usual },
    },
  ];
}

/** Modules beside the matrices of the layers that an adapter may lie on. */
const otherModules = ["embed_tokens", "lm_head"];

/** PEFT refuses a list of modules of which it finds none. */
function targetProblems({ training: { tuner, lora } }: Recipe, shape: ModelShape): Problem[] {
  if (tuner === "full" || shape.experts !== null) return [];
  const known = [...linearLayersOf(shape).map(({ name }) => name), ...otherModules];
  const isKnown = (target: string) => target.startsWith("all-") || known.includes(target.split(".").at(-1) ?? "");
  if (lora.targetModules.some(isKnown)) return [];
  return [
    {
      ...{ code: "lora-targets", severity: "error", field: "training.lora.targetModules", line: null },
      message: message("refusals.lora-targets", { targets: lora.targetModules.join(", ") }),
      suggestion: message("refusals.lora-targets-next", { known: known.join(", ") }),
      changes: { "training.lora.targetModules": ["all-linear"] },
    },
  ];
}
