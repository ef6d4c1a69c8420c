import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { artifacts } from "../../db/schema/index";
import type { Evaluation } from "../../server/contract/evaluation";
import type { RecipeInput } from "../../server/contract/recipe/recipe";
import { buildBundle } from "../../server/domain/publish/bundles/bundle";
import type { Services } from "../../server/domain/services";
import { evaluationOfSubject } from "./evaluations";
import { insertEvaluation, insertRun } from "./past-runs";
import { minimalRecipe } from "./recipes";

const gib = 2 ** 30;

/** A run whose student, and one quantised student if asked for, have been made and measured. */
export function insertMade(
  services: Services,
  changes: Partial<RecipeInput>,
  measured: Partial<Evaluation> = {},
): string {
  const [quantize] = changes.quantize ?? [];
  const subject = quantize ? `student-${quantize.method}-${quantize.bits}` : "student";
  const makers = [
    { key: "distill", kind: "distill" as const },
    ...(quantize ? [{ key: "quantize", kind: "quantize" as const, subject }] : []),
  ];
  const evaluate = { key: "evaluate", kind: "evaluate" as const, subject };
  const run = insertRun(services, minimalRecipe({ name: "Legal 72B", ...changes }), [...makers, evaluate]);
  for (const { key } of makers) {
    const name = key === "distill" ? "student" : subject;
    const path = join(services.paths.home, "runs", run, key, "a1", "model");
    mkdirSync(path, { recursive: true });
    services.db
      .insert(artifacts)
      .values({
        ...{ id: `${run}.${key}`, stageId: `${run}.${key}`, attemptId: `${run}.${key}.a1`, kind: "model", name, path },
        ...{ inputsJson: "[]", createdAt: 1 },
      })
      .run();
  }
  const figures = { sizeBytes: 10 * gib, peakMemoryBytes: 20 * gib, ...measured };
  insertEvaluation(services, `${run}.evaluate`, evaluationOfSubject(subject, 0.7, figures));
  return run;
}

/** The files of a bundle by path. */
export function filesOf(services: Services, run: string, subject = "student"): Record<string, string> {
  const { files } = buildBundle(services, run, subject);
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

/** One YAML file of a bundle, parsed. */
export const yamlOf = (files: Record<string, string>, path: string) => parse(files[path] ?? "");
