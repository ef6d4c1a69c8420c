import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { runs } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { requireSweep } from "../../pipeline/runs/sweep-row";
import { cancelRun } from "./end-and-retry";

/** Cancels every run of a sweep that has not ended, all at once; returns how many. Throws `conflict` when all have ended. */
export function cancelSweep(db: Db, sweepId: string): number {
  return db.transaction((tx) => {
    requireSweep(tx, sweepId);
    const active = tx
      .select({ id: runs.id })
      .from(runs)
      .where(and(eq(runs.sweepId, sweepId), inArray(runs.status, ["queued", "running", "stopping"])))
      .all();
    if (active.length === 0)
      throw new AppError("conflict", message("control.sweep-ended"), {
        suggestion: message("control.sweep-ended-next"),
      });
    for (const { id } of active) cancelRun(db, id);
    return active.length;
  });
}
