import { and, eq, ne } from "drizzle-orm";
import { attempts, type StageRow, stages } from "../../db/schema/index";
import { AppError, saidOf } from "../contract/error";
import { message } from "../contract/message";
import type { Exit } from "../contract/stage";
import { appendEvent } from "../domain/pipeline/events/append";
import { refreshRun } from "../domain/pipeline/runs/refresh";
import type { Services } from "../domain/services";
import { type Faults, tellFault } from "./isolate";
import { messageOf } from "./message";
import { mustWait } from "./pause";

type Place = Pick<StageRow, "id" | "key" | "runId">;

/** Prepares one stage; where that throws, the stage fails by it and the others go on. Throws what storage cannot take now. */
export function prepareAlone(services: Services, stage: Place, faults: Faults, prepare: () => void): void {
  try {
    prepare();
  } catch (error) {
    failAlone(services, stage, faults, error);
  }
}

/** Fails one stage by what was thrown when it was to begin, and no other. Throws on what storage cannot take now. */
export function failAlone(services: Services, stage: Place, faults: Faults, error: unknown): void {
  if (mustWait(error, services)) throw error;
  const about = { runId: stage.runId, stageKey: stage.key };
  tellFault(faults, `${stage.key} of run ${stage.runId} cannot start`, error, about);
  try {
    failStart(services, stage.id, stage.runId, error);
  } catch (again) {
    if (mustWait(again, services)) throw again;
    // Not even its failure can be stored: it is tried again at the next look.
    tellFault(faults, `${stage.key} of run ${stage.runId} cannot even fail`, again, about);
  }
}

/** Stores that a stage could not be started, and why. */
export function failStart({ db }: Services, stageId: string, runId: string, error: unknown): void {
  const exit: Exit = {
    outcome: "failed",
    reason: isDiskFull(error) ? "disk-full" : "crashed",
    exitCode: null,
    signal: null,
    logTail: [],
    message: message("exits.could-not-start", { words: saidOf(error) }),
    suggestion: suggestionOf(error),
  };
  const set = { status: "failed" as const, endedAt: Date.now(), exitJson: JSON.stringify(exit) };
  const ended = { ...set, requested: null, retryAt: null };
  db.transaction((tx) => {
    tx.update(attempts)
      .set(set)
      .where(and(eq(attempts.stageId, stageId), eq(attempts.status, "starting")))
      .run();
    tx.update(stages)
      .set(ended)
      .where(and(eq(stages.id, stageId), ne(stages.status, "succeeded")))
      .run();
    appendEvent(tx, "stage", { runId });
    refreshRun(tx, runId);
  });
}

function suggestionOf(error: unknown): Exit["suggestion"] {
  if (!(error instanceof AppError)) return message("exits.mend-next");
  return error.suggestion;
}

function isDiskFull(error: unknown): boolean {
  return /ENOSPC|SQLITE_FULL|No space left/.test(messageOf(error));
}
