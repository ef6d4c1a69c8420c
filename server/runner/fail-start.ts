import { and, eq, ne } from "drizzle-orm";
import { attempts, stages } from "../../db/schema/index";
import { AppError } from "../contract/error";
import type { Exit } from "../contract/stage";
import { refreshRun } from "../domain/pipeline/runs/refresh";
import type { Services } from "../domain/services";
import { messageOf } from "./message";

/** Stores that a stage could not be started, and why. */
export function failStart({ db }: Services, stageId: string, runId: string, error: unknown): void {
  const exit: Exit = {
    outcome: "failed",
    reason: isDiskFull(error) ? "disk-full" : "crashed",
    exitCode: null,
    signal: null,
    logTail: [],
    message: `The stage could not be started: ${messageOf(error)}`,
    suggestion: error instanceof AppError ? error.suggestion : "Mend the cause, then retry the stage",
  };
  const set = { status: "failed", endedAt: Date.now(), exitJson: JSON.stringify(exit) };
  db.transaction((tx) => {
    tx.update(attempts)
      .set(set)
      .where(and(eq(attempts.stageId, stageId), eq(attempts.status, "starting")))
      .run();
    tx.update(stages)
      .set(set)
      .where(and(eq(stages.id, stageId), ne(stages.status, "succeeded")))
      .run();
    refreshRun(tx, runId);
  });
}

function isDiskFull(error: unknown): boolean {
  return /ENOSPC|SQLITE_FULL|No space left/.test(messageOf(error));
}
