import type { ExtraTeacher, Teacher } from "../../contract/recipe/pair";
import type { Recipe } from "../../contract/recipe/recipe";

/** One teacher with the data sets that it answers or labels; `suffix` makes the names of its stages and artifacts. */
export type TeacherPart = {
  teacher: Teacher | ExtraTeacher;
  suffix: string;
  train: string[];
  /** Adapters over the teacher's weights; only the first teacher has them. */
  adapters: string[];
};

/** Every teacher of a recipe; the first is the recipe's own and labels `data.train`. */
export function teachersOf(recipe: Recipe): TeacherPart[] {
  const { teacher, teachers, data } = recipe;
  return [
    { teacher, suffix: "", train: data.train, adapters: teacher.adapters },
    ...teachers.map((extra) => ({ teacher: extra, suffix: `-${extra.name}`, train: extra.train, adapters: [] })),
  ];
}

/** Training data of every teacher, in the order of the teachers. */
export function allTrainingData(recipe: Recipe): string[] {
  return teachersOf(recipe).flatMap(({ train }) => train);
}
