import type { Recipe } from "../../../contract/recipe/recipe";
import type { Paths } from "../../../platform/paths";
import { type PairSide, readSide } from "../pairs/read-side";
import { type DataFile, type DataFiles, readDataFiles } from "./data-files";
import type { TrainingFacts } from "./training-file";

/** What a recipe's files hold: its data, and the models of its pairs. Everything that is said before a launch is judged by it. */
export type Inputs = DataFiles & {
  student: PairSide;
  teacher: PairSide;
  /** The other teachers, in the recipe's order. */
  teachers: PairSide[];
};

/** Reads the files of a recipe, each once while it stays as it is. */
export async function readInputs(paths: Paths, recipe: Recipe): Promise<Inputs> {
  return {
    ...(await readDataFiles(paths, recipe)),
    student: readSide(paths, recipe.student.model),
    teacher: readSide(paths, recipe.teacher.model),
    teachers: recipe.teachers.map(({ model }) => readSide(paths, model)),
  };
}

const triedPrompts = 20;

/** The user's own first prompts, at most 20, from the training files that can be read. */
export function firstPromptsOf({ train }: DataFiles): string[] {
  return factsOf(train)
    .flatMap(({ firstPrompts }) => firstPrompts)
    .slice(0, triedPrompts);
}

/** What is known of the training files of every teacher, each as often as it is named. */
export function trainingFactsOf({ train, teachersTrain }: DataFiles): TrainingFacts[] {
  return factsOf([...train, ...teachersTrain]);
}

/** What the files hold that can be read. */
export function factsOf<Facts>(files: readonly DataFile<Facts>[]): Facts[] {
  return files.flatMap(({ facts }) => (facts === null ? [] : [facts]));
}
