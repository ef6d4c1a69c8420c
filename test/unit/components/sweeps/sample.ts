import { recipeSchema } from "../../../../server/contract/recipe/recipe";
import { type SweepDetail, sweepDetailSchema } from "../../../../server/contract/sweep";
import { minimalRecipe } from "../../../helpers/recipes";

const sweep = {
  parameters: { "training.learningRate": [1e-4, 1e-2], "knowledge.0.divergence": ["jsd", "forward-kl"] },
  repeats: 2,
};
const measures = [
  { id: "quality:facts:rouge-l", kind: "quality", dataset: "facts", metric: "rouge-l", isLowerBetter: false },
  { id: "loss", kind: "loss", dataset: null, metric: null, isLowerBetter: true },
] as const;
const earlyStop = { key: "eval_loss", step: 30, best: 5, median: 3.25, trials: 3 };

const run = (number: number, quality: number | null, loss: number, isEarly = false) => ({
  id: `r${number}`,
  number,
  name: `run ${number}`,
  seed: 41 + number,
  recipeProblem: null,
  status: isEarly ? "cancelled" : "succeeded",
  earlyStop: isEarly ? earlyStop : null,
  figures: {
    "quality:facts:rouge-l": { value: quality, reason: quality === null ? "ended" : null },
    loss: { value: loss, reason: null },
  },
});
const known = (mean: number, std: number | null, n = 2) => ({ mean, std, n, reason: null });
const trial = (index: number, rate: number, divergence: string, runs: object[], quality: object, loss: object) => ({
  index,
  values: { "training.learningRate": rate, "knowledge.0.divergence": divergence },
  means: { "quality:facts:rouge-l": quality, loss },
  runs,
});

/** A sweep of three trials: two runs each for the first two, and a third that was ended early. */
export const sample: SweepDetail = sweepDetailSchema.parse({
  id: "w1",
  name: "rates",
  experimentId: "e1",
  status: "succeeded",
  createdAt: 0,
  recipe: recipeSchema.parse({ ...minimalRecipe(), sweep }),
  recipeProblem: null,
  unplaced: [],
  parameters: Object.keys(sweep.parameters),
  measures,
  trials: [
    trial(0, 1e-4, "jsd", [run(1, 0.5, 2), run(2, 0.7, 2.2)], known(0.6, Math.SQRT2 / 10), known(2.1, Math.SQRT2 / 10)),
    trial(1, 1e-2, "jsd", [run(3, 0.8, 3), run(4, 0.8, 3)], known(0.8, 0), known(3, 0)),
    trial(
      2,
      1e-2,
      "forward-kl",
      [run(5, null, 9, true)],
      { mean: null, std: null, n: 0, reason: "ended" },
      known(9, null, 1),
    ),
  ],
});
