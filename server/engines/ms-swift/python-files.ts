import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const engines = process.env.STILLROOM_PROJECT
  ? join(process.env.STILLROOM_PROJECT, "server", "engines")
  : dirname(dirname(fileURLToPath(import.meta.url)));

/** Python files of Stillroom that run inside the engine, by absolute path. */
export const pluginFile = join(engines, "ms-swift", "plugin", "stillroom_plugin.py");
export const distillDriver = join(engines, "ms-swift", "plugin", "distill.py");
export const measureDriver = join(engines, "evalscope", "measure.py");
export const attemptWrapper = join(engines, "attempt", "wrapper.py");
