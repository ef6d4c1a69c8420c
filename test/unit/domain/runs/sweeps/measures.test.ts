import { expect, it } from "vitest";
import { measuresOf } from "../../../../../server/domain/runs/sweeps/measures";
import { parsedRecipe } from "../../../../helpers/recipes";

it.each([
  ["training.learningRate", [1e-4, 2e-4], ["eval_loss", "eval_loss_ce", "loss", "time"]],
  ["knowledge.0.alpha", [0.1, 0.9], ["eval_loss_ce", "time"]],
  ["data.validation", [["a.jsonl"], ["b.jsonl"]], ["loss", "time"]],
])("a sweep over %s is not judged by losses of another meaning", (key, values, expected) => {
  const recipe = parsedRecipe({
    knowledge: [{ kind: "logits" }],
    data: { train: ["train.jsonl"], validation: ["validation.jsonl"] },
    sweep: { [key]: values },
  });
  expect(measuresOf(recipe).map(({ kind }) => kind)).toEqual(expected);
});

it("knows no cross-entropy of its own where the loss is one", () => {
  const recipe = parsedRecipe({
    knowledge: [{ kind: "answers" }],
    data: { train: ["train.jsonl"], validation: ["validation.jsonl"] },
    sweep: { "training.learningRate": [1e-4, 2e-4] },
  });
  expect(measuresOf(recipe).map(({ kind }) => kind)).toEqual(["eval_loss", "loss", "time"]);
});
