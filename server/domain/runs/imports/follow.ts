import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { stages } from "../../../../db/schema/index";
import { message } from "../../../contract/message";
import type { Services } from "../../services";
import { endImport } from "./end";
import { lostExit } from "./ending";
import { type ImportRequest, type ImportResult, importFolder } from "./import-folder";

type Options = Omit<ImportRequest, "follow"> & {
  pollMs: number;
  signal: AbortSignal;
  /** Called after every look at the folder. */
  onLook: (result: ImportResult) => void;
};

/** Imports a folder and goes on reading it until its training ends, nothing is written for long, a person ends it, or `signal` aborts. */
export async function followFolder(services: Services, options: Options): Promise<ImportResult> {
  const request: ImportRequest = { ...options, follow: true, followingSince: options.followingSince ?? Date.now() };
  let result = importFolder(services, request);
  options.onLook(result);
  while (result.exit === null) {
    await sleep(options.pollMs, undefined, { signal: options.signal }).catch(() => undefined);
    if (options.signal.aborted) {
      endImport(services.db, result.runId, lostExit(message("imports.following-ended")));
      break;
    }
    if (statusOf(services, result.stageId) !== "running") break;
    result = lookAgain(services, request, result);
    options.onLook(result);
  }
  return result;
}

/** The next look; one that fails ends the following of this folder, with the reason on its run, since nobody would come again. */
function lookAgain(services: Services, request: ImportRequest, { runId }: ImportResult): ImportResult {
  try {
    return importFolder(services, request);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    endImport(services.db, runId, lostExit(message("imports.following-failed", { words })));
    throw error;
  }
}

function statusOf({ db }: Services, stageId: string): string | undefined {
  return db.select({ status: stages.status }).from(stages).where(eq(stages.id, stageId)).get()?.status;
}
