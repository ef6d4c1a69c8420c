import { dirname } from "node:path";
import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import { mayRead, type Paths } from "../../../platform/paths";
import { resolveModel } from "../../recipes/hub/resolve-model";
import { isJson, readModelJson, readModelText } from "../../recipes/pairs/model/model-folder";
import { findWeightsFault, type WeightsFault } from "../../recipes/pairs/model/weights";

/** A model as a recipe names it: `role` is the key above `model`. */
export type NamedModel = { role: string; reference: string; path: string };

/** A file in place of a folder; where that lies in a model folder the change names it. */
export function fileForFolder({ role, reference, path }: NamedModel): Problem {
  const folder = dirname(path);
  const isModel = readModelText(folder, "config.json") !== null && findWeightsFault(folder) === null;
  return {
    ...{ code: "model-is-file", severity: "error", field: `${role}.model`, line: null },
    message: message("refusals.model-is-file", { file: reference }),
    suggestion: path.endsWith(".gguf") ? message("refusals.weights-gguf-next") : message("refusals.model-is-file-next"),
    ...(isModel && { changes: { [`${role}.model`]: folder } }),
  };
}

/** An adapter in place of a model: a teacher is the model that it was trained on with the adapter on top; any other has to be merged first. */
export function adapterForModel(paths: Paths, { role, reference, path }: NamedModel): Problem | null {
  const adapter = readModelJson(path, "adapter_config.json");
  if (adapter === null) return null;
  const named = adapter.base_model_name_or_path;
  const base = typeof named === "string" && named !== "" ? named : "?";
  const isHere = base !== "?" && mayRead(paths, resolveModel(paths, base));
  const isTeacher = role === "teacher";
  return {
    ...{ code: "model-adapter", severity: "error", field: `${role}.model`, line: null },
    message: message("refusals.model-adapter", { file: reference, base }),
    suggestion: isTeacher
      ? message("refusals.model-adapter-teacher-next")
      : message("refusals.model-adapter-next", { file: reference }),
    ...(isTeacher && isHere && { changes: { "teacher.model": base, "teacher.adapters": [reference] } }),
  };
}

/** What is in the files of a model folder that no engine could load: a broken configuration, or weights that are not what they should be. */
export function brokenFiles({ role, reference, path }: NamedModel): Problem[] {
  const problem = (code: string, { said, next }: { said: Problem["message"]; next: Problem["suggestion"] }) => [
    { code, severity: "error" as const, field: `${role}.model`, line: null, message: said, suggestion: next },
  ];
  if (!isConfig(path))
    return problem("config-damaged", {
      said: message("refusals.config-damaged", { file: reference }),
      next: message("refusals.config-damaged-next"),
    });
  const fault = findWeightsFault(path);
  return fault === null
    ? []
    : problem(fault.kind === "absent" ? "model-weights" : `weights-${fault.kind}`, wordsOf(fault, reference));
}

function isConfig(folder: string): boolean {
  const text = readModelText(folder, "config.json");
  // What is too large to be read here is not judged.
  if (text === null) return true;
  try {
    return isJson(JSON.parse(text));
  } catch {
    return false;
  }
}

function wordsOf(fault: WeightsFault, file: string): { said: Problem["message"]; next: Problem["suggestion"] } {
  switch (fault.kind) {
    case "absent":
      return { said: message("problems.model-weights", { file }), next: message("problems.model-weights-next") };
    case "gguf":
    case "pointer":
    case "damaged":
      return {
        said: message(`refusals.weights-${fault.kind}`, { file, name: fault.file }),
        next: message(`refusals.weights-${fault.kind}-next`),
      };
    case "shards":
      return {
        said: message("refusals.weights-shards", { file, name: fault.file, count: fault.count }),
        next: message("refusals.weights-shards-next"),
      };
    case "shape":
      return {
        said: message("refusals.weights-shape", { file, stored: fault.stored, described: fault.described }),
        next: message("refusals.weights-shape-next"),
      };
  }
}
