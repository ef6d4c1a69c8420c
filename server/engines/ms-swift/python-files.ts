import { join } from "node:path";
import { projectFolder } from "../../platform/paths";

const engines = join(projectFolder(), "server", "engines");

/** Python files of Stillroom that run inside the engine, by absolute path. */
export const pluginFile = join(engines, "ms-swift", "plugin", "stillroom_plugin.py");
export const distillDriver = join(engines, "ms-swift", "plugin", "distill.py");
export const answerShards = join(engines, "ms-swift", "plugin", "answer_shards.py");
export const softLabelDriver = join(engines, "ms-swift", "plugin", "soft_labels.py");
export const measureDriver = join(engines, "evalscope", "measure.py");
export const rowEncoder = join(engines, "ms-swift", "encode_rows.py");
export const attemptWrapper = join(engines, "attempt", "wrapper.py");
