import { hasExtra } from "../../../engines/setup/extras";
import type { Paths } from "../../../platform/paths";

/** What this host can write of a model. */
export function exportOptions(paths: Pick<Paths, "engine">): { hasGguf: boolean } {
  return { hasGguf: hasExtra(paths, "gguf") };
}
