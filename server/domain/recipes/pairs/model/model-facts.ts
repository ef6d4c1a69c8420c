import { type Message, message } from "../../../../contract/message";
import type { Paths } from "../../../../platform/paths";
import { countParameters, type ParameterCounts } from "./count-parameters";
import { findHubConfig } from "./hub-models";
import { findModelFolder, readModelJson } from "./model-folder";
import { type ModelShape, shapeOfConfig } from "./model-shape";

export type ModelFacts = ModelShape & {
  parameters: ParameterCounts;
  /** `config`: read from the folder; `family`: the published sizes of a well-known hub id. */
  source: "config" | "family";
};

export type ModelReading = { facts: ModelFacts; reason: null } | { facts: null; reason: Message };

/** Sizes and parameter counts of a model, from its `config.json` or the table of well-known hub ids; else null with the reason. */
export function readModelFacts(paths: Paths, reference: string): ModelReading {
  const { folder, reason } = findModelFolder(paths, reference);
  if (folder !== null) {
    const config = readModelJson(folder, "config.json");
    return config === null
      ? { facts: null, reason: message("models.no-config", { model: reference }) }
      : factsOf(reference, config, "config");
  }
  const config = findHubConfig(reference);
  return config === null ? { facts: null, reason } : factsOf(reference, config, "family");
}

function factsOf(reference: string, config: Record<string, unknown>, source: ModelFacts["source"]): ModelReading {
  // Beside a vision tower the text part is one object deeper; its sizes alone would be less than what is loaded.
  if ("vision_config" in config) return { facts: null, reason: message("models.sees-images", { model: reference }) };
  const { shape, reason } = shapeOfConfig(config);
  if (shape === null) return { facts: null, reason: message("models.of-model", { model: reference, reason }) };
  return { facts: { ...shape, parameters: countParameters(shape), source }, reason: null };
}
