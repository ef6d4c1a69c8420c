import { readdirSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { message } from "../../../contract/message";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Paths } from "../../../platform/paths";
import { resolveModel } from "../../recipes/hub/resolve-model";

/** Room for logs, answers and reports beside the models. */
const reserveBytes = 256 * 2 ** 20;

/** Compares the free space under STILLROOM_HOME with what checkpoints and exports of the student need; says nothing where either is unknown. */
export async function checkDisk(paths: Paths, recipe: Recipe): Promise<Problem[]> {
  const disk = await statfs(paths.home).catch(() => null);
  const studentBytes = folderBytes(resolveModel(paths, recipe.student.model));
  if (disk === null || studentBytes === null) return [];
  return diskProblems(disk.bavail * disk.bsize, neededDiskBytes(recipe, studentBytes));
}

/** Bytes that a run writes: full tuning keeps weights and two Adam moments in each checkpoint, LoRA hardly more than the merged model; then one model for each export. */
export function neededDiskBytes({ training, quantize }: Recipe, studentBytes: number): number {
  // One checkpoint more than is kept stands on disk while the oldest is being replaced.
  const checkpoints =
    training.tuner === "full" ? 3 * (training.keepCheckpoints + 1) : 0.1 * (training.keepCheckpoints + 1);
  return Math.ceil(studentBytes * (checkpoints + 1 + quantize.length) + reserveBytes);
}

/** An error when there is not enough room, a warning when less than half as much again would be left. */
export function diskProblems(freeBytes: number, neededBytes: number): Problem[] {
  if (freeBytes >= 1.5 * neededBytes) return [];
  return [
    {
      code: "disk-space",
      severity: freeBytes < neededBytes ? "error" : "warning",
      field: "training.keepCheckpoints",
      line: null,
      message: message("problems.disk-space", { needed: { bytes: neededBytes }, free: { bytes: freeBytes } }),
      suggestion: message("problems.disk-space-next"),
    },
  ];
}

function folderBytes(path: string): number | null {
  if (!isAbsolute(path)) return null;
  try {
    return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
  } catch {
    return null;
  }
}
