import type { KnowledgeKind } from "./knowledge";
import { isGkd, methodOf } from "./method";
import type { RecipeShape } from "./shape";
import type { MedianRule } from "./sweep";

/** What of a kind of knowledge stands in the loss; the rest decides which words the student learns from. */
const inLoss: Record<KnowledgeKind, readonly string[]> = {
  answers: [],
  logits: ["temperature", "temperatureScale", "alpha", "divergence", "jsdBeta", "topK", "topKTail"],
  "hidden-states": ["weight", "layers", "normalize"],
  attention: ["weight"],
  preference: ["method", "beta"],
  policy: ["coefficient", "generations", "temperature"],
};

/** The parameters of a sweep whose trials would be compared by figures of different meaning: one that they change the loss of, or the rows that it is taken from. */
export function incomparableKeys(recipe: RecipeShape, judge: MedianRule["key"]): string[] {
  const keys = Object.keys(recipe.sweep?.parameters ?? {});
  return keys.filter((key) => changesRows(key, judge) || (judge !== "eval_loss_ce" && changesLoss(recipe, key, judge)));
}

function changesRows(key: string, judge: MedianRule["key"]): boolean {
  return isWithin(key, judge === "loss" ? "data.train" : "data.validation");
}

function changesLoss({ knowledge }: RecipeShape, key: string, judge: MedianRule["key"]): boolean {
  const [first, place, name] = key.split(".");
  if (first === "teacher" || first === "teachers") return isGkd(knowledge) || methodOf(knowledge) === "grpo";
  if (first !== "knowledge") return false;
  const kind = knowledge[Number(place)]?.kind;
  if (kind === undefined || name === undefined || name === "kind") return true;
  // Evaluation reads the data alone, whatever share of a training the student writes itself.
  return inLoss[kind].includes(name) || (judge === "loss" && name === "onPolicy");
}

function isWithin(key: string, place: string): boolean {
  return key === place || key.startsWith(`${place}.`);
}
