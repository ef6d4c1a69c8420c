import { eq } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { type SweepRow, sweeps } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";

/** The sweep's row, or undefined where there is none of this id. */
export function findSweep(db: Tx, sweepId: string): SweepRow | undefined {
  return db.select().from(sweeps).where(eq(sweeps.id, sweepId)).get();
}

/** The sweep's row; throws `not-found` with what to do. */
export function requireSweep(db: Tx, sweepId: string): SweepRow {
  const row = findSweep(db, sweepId);
  if (row) return row;
  throw new AppError("not-found", message("control.no-sweep", { sweepId }), {
    suggestion: message("control.no-sweep-next"),
  });
}
