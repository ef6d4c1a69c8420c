import type { Score } from "../../../../contract/evaluation";
import type { PairCheck } from "../../../../contract/preflight";
import type { Recipe } from "../../../../contract/recipe/recipe";

/** How a quantised student and the student it was made from scored in an earlier run of the same pair. */
export type QuantizedResult = {
  runId: string;
  runName: string;
  subject: string;
  dataset: string;
  metric: string;
  student: Score;
  quantized: Score;
};

/** What advice is drawn from; `history` newest first, `samples` the texts of some training rows. */
export type AdviceInput = {
  recipe: Recipe;
  pair: Pick<PairCheck, "teacherParameters" | "studentParameters">;
  history: QuantizedResult[];
  samples?: string[];
};
