import { and, eq, isNotNull } from "drizzle-orm";
import { imports, stages } from "../../../../db/schema/index";
import { message } from "../../../contract/message";
import type { Services } from "../../services";
import { endImport } from "./end";
import { lostExit } from "./ending";
import { importFolder } from "./import-folder";
import { importedStage } from "./state";

/** Reads on in every folder that the runner follows; one that has ended, that a person has ended or that cannot be read is followed no more. */
export function readFollowed(services: Services): void {
  const { db } = services;
  const followed = db
    .select({
      runId: imports.runId,
      source: imports.source,
      giveUpMs: imports.followGiveUpMs,
      followedSince: imports.followedSince,
      status: stages.status,
    })
    .from(imports)
    .innerJoin(stages, and(eq(stages.runId, imports.runId), eq(stages.key, importedStage)))
    .where(isNotNull(imports.followGiveUpMs))
    .all();
  for (const entry of followed)
    if (entry.status !== "running" || !readOn(services, entry))
      db.update(imports).set({ followGiveUpMs: null, followedSince: null }).where(eq(imports.runId, entry.runId)).run();
}

type Followed = { runId: string; source: string; giveUpMs: number | null; followedSince: number | null };

/** False once there is nothing more to come for. */
function readOn(services: Services, { runId, source, giveUpMs, followedSince }: Followed): boolean {
  try {
    const followingSince = followedSince ?? 0;
    const { exit } = importFolder(services, {
      directory: source,
      follow: true,
      giveUpMs: giveUpMs ?? 0,
      followingSince,
    });
    return exit === null;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    endImport(services.db, runId, lostExit(message("imports.following-failed", { words })));
    return false;
  }
}
