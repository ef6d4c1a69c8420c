import { valueAt } from "../../../../server/contract/at-path";
import { knowledgeKinds } from "../../../../server/contract/recipe/knowledge-kinds";
import { memorySchema } from "../../../../server/contract/recipe/memory";
import { quantizeSchema } from "../../../../server/contract/recipe/quantize";
import { sweepSchema } from "../../../../server/contract/recipe/sweep";
import { blankRecipe, defaultKnowledge } from "../form-values";
import type { FieldSpec } from "./field-flags";

const galore = memorySchema.shape.galore.unwrap().parse({});

const sweep = sweepSchema.parse({ parameters: { "training.epochs": [1] }, earlyStop: { rule: "median" } });

const defaults: Record<string, unknown> = {
  ...blankRecipe(),
  ...Object.fromEntries(knowledgeKinds.map((kind) => [kind, defaultKnowledge(kind)])),
  memory: { ...memorySchema.parse({}), galore },
  quantize: quantizeSchema.parse({ method: "gptq" }),
  sweep,
};

/** The default that an empty field stands for, to be shown in it; undefined where there is none. */
export function defaultOf(spec: FieldSpec): number | undefined {
  const value = valueAt(defaults, spec);
  return typeof value === "number" ? value : undefined;
}
