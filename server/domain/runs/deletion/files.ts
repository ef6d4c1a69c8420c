import { lstat, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { eq } from "drizzle-orm";
import { removals, runs } from "../../../../db/schema/index";
import type { Paths } from "../../../platform/paths";
import type { Services } from "../../services";

/** What the files of a run take on disk; links are not followed. */
export async function sizeOfRun(paths: Pick<Paths, "runs">, runId: string): Promise<number> {
  return sizeOf(folderOf(paths, runId));
}

/** Removes the folders of deleted runs, those too that an earlier process did not come to the end of. */
export async function finishRemovals({ db, paths }: Services): Promise<void> {
  for (const { path: runId } of db.select().from(removals).all()) {
    const isThere = db.select({ id: runs.id }).from(runs).where(eq(runs.id, runId)).get() !== undefined;
    if (!isThere) await rm(folderOf(paths, runId), { recursive: true, force: true });
    db.delete(removals).where(eq(removals.path, runId)).run();
  }
}

/** Only ever a folder of its own right below that of the runs. */
function folderOf(paths: Pick<Paths, "runs">, runId: string): string {
  if (runId !== basename(runId) || runId.startsWith(".") || runId === "") throw new Error("No folder of a run");
  return join(paths.runs, runId);
}

async function sizeOf(path: string): Promise<number> {
  const file = await lstat(path).catch(() => null);
  if (file === null) return 0;
  if (!file.isDirectory()) return file.size;
  let size = 0;
  for (const name of await readdir(path).catch(() => [])) size += await sizeOf(join(path, name));
  return size;
}
