import { AppError } from "../contract/error";
import { requireRun } from "../domain/pipeline/runs/get-row";
import { requireSweep } from "../domain/pipeline/runs/sweep-row";
import { requireShare } from "../domain/publish/shares/manage";
import { createContext } from "./context";

/** What a run's page is called: its name and number; null where there is no such run. */
export function runTitle(runId: string): string | null {
  return orNull(() => {
    const { name, number } = requireRun(createContext().db, runId);
    return `${name} #${number}`;
  });
}

/** What a sweep's page is called; null where there is no such sweep. */
export function sweepTitle(sweepId: string): string | null {
  return orNull(() => requireSweep(createContext().db, sweepId).name);
}

/** What the page of a share link is called; null where the link leads nowhere. */
export function shareTitle(token: string): string | null {
  return orNull(() => requireShare(createContext().db, token).title);
}

function orNull(read: () => string): string | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") return null;
    throw error;
  }
}
