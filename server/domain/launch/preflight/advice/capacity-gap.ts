import { message, verbatim } from "../../../../contract/message";
import { defineAdvice } from "./definition";

const range = { from: 5, to: 10 };

/** Teacher and student whose sizes lie outside 5 to 10 times; nothing where a size is unknown or the student teaches itself. */
export const capacityGap = defineAdvice({
  codes: ["capacity-gap-wide", "capacity-gap-narrow"],
  advise: ({ recipe, pair }) => {
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
        message: message(isWide ? "advice.capacity-gap-wide" : "advice.capacity-gap-narrow", { times }),
        reason: message(isWide ? "advice.capacity-gap-wide-reason" : "advice.capacity-gap-narrow-reason"),
        source: verbatim(
          "Mirzadeh et al. 2019, Improved Knowledge Distillation via Teacher Assistant, arXiv:1902.03393",
        ),
        changes: null,
      },
    ];
  },
});
