import { message } from "../../contract/message";
import { extraBuild, extraNames, readExtra } from "../../engines/setup/extras";
import type { TorchBuild } from "../../engines/setup/requirements";
import type { Paths } from "../../platform/paths";
import type { Check } from "./check";

/** One line for each environment beside the engine; none of them is a must. */
export function checkExtras(paths: Paths, build: TorchBuild): Check[] {
  return extraNames.map((name) => {
    const found = readExtra(paths, name);
    const { sizeBytes } = extraBuild(name, build);
    if (found === null)
      return {
        name,
        ok: null,
        detail: message("doctor.no-extra", { size: { bytes: sizeBytes } }),
        remedy: message("doctor.no-extra-next", { name }),
      };
    const packages = found.requirements.join(", ").replaceAll("==", " ");
    const detail = message("doctor.extra", {
      packages,
      build: found.build === "cuda" ? "CUDA" : "CPU",
      size: { bytes: found.sizeBytes ?? sizeBytes },
    });
    return { name, ok: true, detail, remedy: null };
  });
}
