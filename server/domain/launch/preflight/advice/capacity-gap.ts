import type { Advice } from "../../../../contract/preflight";
import type { AdviceInput } from "./input";

const range = { from: 5, to: 10 };

/** Teacher and student whose sizes lie outside 5 to 10 times; nothing where a size is unknown or the student teaches itself. */
export function adviseCapacityGap({ recipe, pair }: AdviceInput): Advice[] {
  const { teacherParameters, studentParameters } = pair;
  if (!teacherParameters || !studentParameters || recipe.teacher.source === "self") return [];
  const ratio = teacherParameters / studentParameters;
  if (ratio >= range.from && ratio <= range.to) return [];
  const times = ratio.toFixed(ratio < 10 ? 1 : 0);
  const isWide = ratio > range.to;
  return [
    {
      code: isWide ? "capacity-gap-wide" : "capacity-gap-narrow",
      severity: isWide ? "warning" : "info",
      field: "student.model",
      message: isWide
        ? `The teacher is ${times} times as large as the student; take a larger student, or a model in between as teacher`
        : `The teacher is only ${times} times as large as the student; a larger teacher or a smaller student pays more`,
      reason: isWide
        ? "A student far smaller than its teacher learns less from it than from a middle-sized one; 5 to 10 times is a rule of thumb"
        : "Distillation pays by what it saves, and a teacher of about the student's size has little to teach; 5 to 10 times is a rule of thumb",
      source: "Mirzadeh et al. 2019, Improved Knowledge Distillation via Teacher Assistant, arXiv:1902.03393",
      changes: null,
    },
  ];
}
