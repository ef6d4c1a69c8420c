import type { TeacherSource } from "../../../server/contract/recipe/pair";
import type { Changes } from "./changes";
import type { FormValues } from "./form-values";

/** What has to change with the teacher's source: in self-distillation the teacher is the student's own model. */
export function sourceChanges({ student }: FormValues, source: TeacherSource): Changes {
  if (source !== "self") return { "teacher.source": source };
  return {
    "teacher.source": source,
    "teacher.model": student.model,
    "teacher.modelType": student.modelType,
    "teacher.template": student.template,
    "teacher.dtype": student.dtype,
  };
}
