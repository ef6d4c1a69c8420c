import type { Recipe } from "../../../contract/recipe/recipe";
import type { DataFiles } from "../../recipes/inputs/data-files";
import { trainingFactsOf } from "../../recipes/inputs/read-inputs";
import { listEvaluations } from "../../results/evaluations/list";
import type { Services } from "../../services";
import type { QuantizedResult } from "./advice/input";
import { runsOfPair } from "./past-runs";

const maxSamples = 20;

/** Every quantised student of earlier runs of the pair beside the student of the same run, by data set and metric; newest run first. */
export function quantizedResultsOf(services: Services, recipe: Recipe): QuantizedResult[] {
  return runsOfPair(services, recipe).flatMap(({ row }) => {
    const evaluations = listEvaluations(services.db, [row.id]);
    const students = evaluations.filter(({ subject }) => subject === "student");
    return evaluations
      .filter(({ subject }) => subject.startsWith("student-") && subject !== "student-base")
      .flatMap(({ subject, dataset, scores }) =>
        Object.entries(scores).flatMap(([metric, quantized]) => {
          const student = students.find((entry) => entry.dataset === dataset)?.scores[metric];
          if (student === undefined) return [];
          return [{ runId: row.id, runName: row.name, subject, dataset, metric, student, quantized }];
        }),
      );
  });
}

/** The texts of the first rows of each training file, at most 20 in all. Pure. */
export function firstRowTexts(inputs: DataFiles): string[] {
  const files = trainingFactsOf(inputs);
  const each = Math.ceil(maxSamples / Math.max(1, files.length));
  return files
    .flatMap(({ firstTexts }) => firstTexts.slice(0, each).filter((text) => text !== null))
    .slice(0, maxSamples);
}
