import { message } from "../../../contract/message";
import type { PairCheck } from "../../../contract/preflight";
import type { Recipe } from "../../../contract/recipe/recipe";
import { keepAnswers, type Watch } from "../../../platform/keep-answers";
import type { Paths } from "../../../platform/paths";
import { WorkerLimitError } from "../../../platform/worker-pool";
import { unreadPair } from "../pairs/check-pair";
import { type PairsInput, pairsFingerprint } from "../pairs/compare-pairs";
import { type DataFile, type DataFiles, type DataWatch, readDataFiles } from "./data-files";
import type { TrainingLook } from "./jobs";
import { runJob } from "./run-job";

/** What a recipe's files hold: its data, and how its models compare. Everything that is said before a launch is judged by it. */
export type Inputs = DataFiles & {
  pair: PairCheck;
  /** How each of the other teachers compares with the student, in the recipe's order. */
  others: PairCheck[];
};

export type InputsWatch = DataWatch & {
  /** Is told at once how the models compare. */
  onPair?: (pair: PairCheck) => void;
};

/** Reads the files of a recipe, each once while it stays as it is. */
export async function readInputs(paths: Paths, recipe: Recipe, watch: InputsWatch = {}): Promise<Inputs> {
  const data = await readDataFiles(paths, recipe, watch);
  const teachers = [recipe.teacher, ...recipe.teachers].map(({ model }) => model);
  const asked = { paths, teachers, student: recipe.student.model, prompts: firstPromptsOf(data) };
  const [pair = unreadPair(null), ...others] = await compare(asked, { signal: watch.signal });
  watch.onPair?.(pair);
  return { ...data, pair, others };
}

const comparePairs = keepAnswers((input: PairsInput, watch: Watch) => runJob("comparePairs", input, watch), {
  keyOf: ({ teachers, student }) => [student, ...teachers].join("\n"),
  fingerprintOf: pairsFingerprint,
  weigh: () => 1,
  maxWeight: 50,
});

async function compare(input: PairsInput, watch: Watch): Promise<PairCheck[]> {
  try {
    return await comparePairs(input, watch);
  } catch (error) {
    if (!(error instanceof WorkerLimitError)) throw error;
    const reason = message(`pairs.takes-${error.limit}`);
    return input.teachers.map(() => unreadPair(reason));
  }
}

const triedPrompts = 20;

/** The user's own first prompts, at most 20, from the training files that can be read. */
export function firstPromptsOf({ train }: DataFiles): string[] {
  return factsOf(train)
    .flatMap(({ firstPrompts }) => firstPrompts)
    .slice(0, triedPrompts);
}

/** What is known of the training files of every teacher, each as often as it is named. */
export function trainingFactsOf({ train, teachersTrain }: DataFiles): TrainingLook[] {
  return factsOf([...train, ...teachersTrain]);
}

/** What the files hold that can be read. */
export function factsOf<Facts>(files: readonly DataFile<Facts>[]): Facts[] {
  return files.flatMap(({ facts }) => (facts === null ? [] : [facts]));
}
