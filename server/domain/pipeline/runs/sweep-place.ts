import type { Db } from "../../../../db/client";
import type { RunRow } from "../../../../db/schema/index";
import { type SweepPlace, sweepTrialSchema } from "../../../contract/trial";
import { earlyStopOf } from "./early-stop";
import { findSweep } from "./sweep-row";

/** The sweep of a run and which trial of it the run is; null for a run of its own. */
export function sweepPlaceOf(db: Db, row: RunRow): SweepPlace | null {
  const sweep = row.sweepId === null ? undefined : findSweep(db, row.sweepId);
  if (sweep === undefined || row.trialJson === null) return null;
  return {
    id: sweep.id,
    name: sweep.name,
    trial: sweepTrialSchema.parse(JSON.parse(row.trialJson)),
    earlyStop: earlyStopOf(row.earlyStopJson),
  };
}
