import { message, verbatim } from "../../../../contract/message";
import { knowledgeOf } from "../../../../contract/recipe/knowledge";
import { defineAdvice } from "./definition";

/** Stored soft labels teach on the data only; the schema refuses them together with onPolicy, so that the way out is the teacher's source. */
export const cachedTeacher = defineAdvice({
  codes: ["cached-off-policy"],
  advise: ({ recipe }) => {
    const logits = knowledgeOf(recipe.knowledge, "logits");
    if (logits === null || recipe.teacher.source !== "cached") return [];
    const isSingle = recipe.teachers.length === 0;
    return [
      {
        code: "cached-off-policy",
        severity: "info",
        field: "teacher.source",
        message: message("advice.cached-off-policy"),
        reason: message("advice.cached-off-policy-reason"),
        source: verbatim("Agarwal et al. 2023, On-Policy Distillation of Language Models (GKD), arXiv:2306.13649"),
        changes: isSingle
          ? { "teacher.source": "local", [`knowledge.${recipe.knowledge.indexOf(logits)}.onPolicy`]: 0.5 }
          : null,
      },
    ];
  },
});
