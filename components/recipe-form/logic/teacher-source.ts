import type { TeacherSource } from "../../../server/contract/recipe/pair";
import type { Changes } from "./changes";
import type { FormValues } from "./form-values";

/** What has to change with the teacher's source: in self-distillation the teacher is the student's own model. */
export function sourceChanges({ student }: FormValues, source: TeacherSource): Changes {
  return source === "self" ? { "teacher.source": source, ...asStudent(student) } : { "teacher.source": source };
}

/** What has to change in the teacher with these changes of the student, while the student teaches itself. */
export function followStudent(before: FormValues, after: FormValues): Changes {
  const isFollowing = after.teacher.source === "self" && before.teacher.model === before.student.model;
  return isFollowing ? asStudent(after.student) : {};
}

function asStudent(student: FormValues["student"]): Changes {
  return {
    "teacher.model": student.model,
    "teacher.modelType": student.modelType,
    "teacher.template": student.template,
    "teacher.dtype": student.dtype,
  };
}
