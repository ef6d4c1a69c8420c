import { asksTeacher } from "./knowledge-kinds";
import { isGkd, methodOf } from "./method";
import type { RecipeShape } from "./shape";

/** True where a stage loads the teacher's weights: it writes answers, gives its numbers, or is measured itself. */
export function usesTeacherWeights({ teacher, knowledge, evaluate, data }: RecipeShape): boolean {
  if (teacher.source === "server") return false;
  const isMeasured = evaluate.subjects === "all" || evaluate.subjects.includes("teacher");
  const isTrainedBy = asksTeacher(knowledge) || isGkd(knowledge) || methodOf(knowledge) === "grpo";
  return isTrainedBy || (isMeasured && data.evaluation.length > 0);
}
