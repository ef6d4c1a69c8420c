import type { FormValues } from "../form-values";

type TeacherInput = NonNullable<FormValues["teachers"]>[number];

/** One more teacher with nothing chosen, under a name that is not taken. */
export function newTeacher(teachers: readonly TeacherInput[]): TeacherInput {
  const taken = teachers.map(({ name }) => name);
  let number = teachers.length + 2;
  while (taken.includes(`teacher-${number}`)) number += 1;
  return { name: `teacher-${number}`, model: "", dtype: "auto", trustRemoteCode: false, train: [], tags: [] };
}
