import { relative } from "node:path";
import type { Evaluation } from "../../../contract/evaluation";
import type { Quantize } from "../../../contract/recipe/quantize";
import type { Recipe } from "../../../contract/recipe/recipe";
import { quantizedSubject } from "../../../contract/recipe/subjects";
import { isInside, realPathOf } from "../../../platform/paths";
import { listEvaluations } from "../../results/evaluations/list";
import { madeModel } from "../../runs/on-request/made-model";
import type { Services } from "../../services";

/** What a bundle is made from. */
export type BundleFacts = {
  /** The served model's and every resource's name: an RFC 1035 label. */
  name: string;
  runId: string;
  runName: string;
  subject: string;
  recipe: Recipe;
  /** Null for the student as it was trained. */
  quantize: Quantize | null;
  /** The model folder relative to STILLROOM_HOME; null when it lies elsewhere. */
  modelPath: string | null;
  evaluations: Evaluation[];
};

/** Facts of a finished student of a run. Throws `not-found` for an unknown run or subject, `conflict` while the subject has not been made. */
export function bundleFacts(services: Services, runId: string, subject: string): BundleFacts {
  const { db, paths } = services;
  const { folder, recipe, runName } = madeModel(services, runId, subject, "publish.no-bundle");
  const home = realPathOf(paths.home);
  return {
    name: labelOf(runName, subject),
    runId,
    runName,
    subject,
    recipe,
    quantize: recipe.quantize.find((entry) => quantizedSubject(entry) === subject) ?? null,
    modelPath: isInside(folder, [home]) ? relative(home, realPathOf(folder)) : null,
    evaluations: listEvaluations(db, [runId]).filter((entry) => entry.subject === subject),
  };
}

/** Lower-case letters, digits and dashes, begins with a letter, at most 50 characters, so that suffixes still fit in 63. */
function labelOf(runName: string, subject: string): string {
  const clean = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const stem = clean(runName).slice(0, 47 - subject.length);
  const label = clean(`${stem}-${subject}`).replace(/^-|-$/g, "");
  return /^[a-z]/.test(label) ? label : `m-${label}`;
}
