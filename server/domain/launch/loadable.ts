import { message } from "../../contract/message";
import type { Problem } from "../../contract/problem";
import { readKnownFamilies } from "../../engines/ms-swift/known-families";
import type { ModelSigns } from "../../engines/ms-swift/match-model";
import type { ModelCatalogue } from "../../engines/ms-swift/model-catalogue";
import type { Paths } from "../../platform/paths";
import { findModelFolder, readModelJson } from "../recipes/pairs/model/model-folder";

/** Why the engine would not know what to build from a model's configuration, or builds more than is distilled here. */
export function loadProblems(
  paths: Paths,
  catalogue: ModelCatalogue,
  { field, model }: { field: string; model: string },
  { architecture, family }: ModelSigns,
): Problem[] {
  const { folder } = findModelFolder(paths, model);
  const config = folder === null ? null : readModelJson(folder, "config.json");
  // Without a configuration something else is said; with one of its own the model brings code.
  if (config === null || config.auto_map !== undefined) return [];
  const place = { field: `${field}.model`, line: null };
  if (family === null)
    return [
      {
        ...{ ...place, code: "config-nameless", severity: "error" },
        message: message("refusals.config-nameless", { file: model }),
        suggestion: message("refusals.config-nameless-next"),
      },
    ];
  const types = catalogue.types.filter(({ architectures }) => architectures.includes(architecture ?? ""));
  const families = readKnownFamilies(paths);
  if (types.length === 0 && families !== null && !families.has(family))
    return [
      {
        ...{ ...place, code: "architecture-unknown", severity: "error" },
        message: message("refusals.architecture-unknown", { file: model, family }),
        suggestion: message("refusals.architecture-unknown-next"),
      },
    ];
  if (types.length === 0 || !types.every(({ isMultimodal }) => isMultimodal)) return [];
  return [
    {
      ...{ ...place, code: "model-sees-more", severity: "warning" },
      message: message("refusals.model-sees-more", { file: model, architecture: architecture ?? "?" }),
      suggestion: message("refusals.model-sees-more-next"),
    },
  ];
}
