import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Complete `checkpoint-N` folders of an ms-swift output folder, by rising step. A folder without `trainer_state.json` was cut off while it was written. */
export function listCheckpoints(output: string): { path: string; step: number }[] {
  if (!existsSync(output)) return [];
  return readdirSync(output)
    .flatMap((name) => {
      const step = /^checkpoint-(\d+)$/.exec(name)?.[1];
      const path = join(output, name);
      return step !== undefined && existsSync(join(path, "trainer_state.json")) ? [{ path, step: Number(step) }] : [];
    })
    .sort((a, b) => a.step - b.step);
}
