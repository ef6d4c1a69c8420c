import { expect, it } from "vitest";
import { lossFormula } from "../../../../components/recipe-form/logic/loss-formula";
import type { RecipeInput } from "../../../../server/contract/recipe/recipe";

type Knowledge = NonNullable<RecipeInput["knowledge"]>;

it.each<[Knowledge, string | null, number | null]>([
  [[{ kind: "logits" }], "L = 0.3 · CE + 0.7 · 2² · KL(p ‖ q)", 2],
  [[{ kind: "logits", temperatureScale: "none", alpha: 0.1 }], "L = 0.1 · CE + 0.9 · KL(p ‖ q)", 2],
  [[{ kind: "logits", temperature: 1, divergence: "reverse-kl" }], "L = 0.3 · CE + 0.7 · KL(q ‖ p)", 1],
  [[{ kind: "logits", alpha: 0, divergence: "jsd", topK: 8 }], "L = 2² · JSD(p, q; β = 0.5) [top 8]", 2],
  [[{ kind: "hidden-states" }, { kind: "attention", weight: 1 }], "L = CE + 0.1 · MSE(hidden) + MSE(attention)", null],
  [[{ kind: "answers" }], null, null],
  [[{ kind: "logits", alpha: Number.NaN }], null, null],
])("of %j", (knowledge, text, temperature) => {
  expect(lossFormula(knowledge)).toEqual(text === null ? null : { text, temperature });
});
