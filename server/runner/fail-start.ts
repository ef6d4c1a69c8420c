import { and, eq, ne } from "drizzle-orm";
import { attempts, stages } from "../../db/schema/index";
import { AppError } from "../contract/error";
import { message, verbatim } from "../contract/message";
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
    message: message("exits.could-not-start", { words: messageOf(error) }),
    suggestion: suggestionOf(error),
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

function suggestionOf(error: unknown): Exit["suggestion"] {
  if (!(error instanceof AppError)) return message("exits.mend-next");
  return error.suggestion === null ? null : verbatim(error.suggestion);
}

function isDiskFull(error: unknown): boolean {
  return /ENOSPC|SQLITE_FULL|No space left/.test(messageOf(error));
}
