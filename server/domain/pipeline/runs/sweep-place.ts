import type { Db } from "../../../../db/client";
import type { RunRow } from "../../../../db/schema/index";
import { type SweepPlace, sweepTrialSchema } from "../../../contract/trial";
import { readJson } from "../stored/read-json";
import { earlyStopOf } from "./early-stop";
import { findSweep } from "./sweep-row";

/** The sweep of a run and which trial of it the run is; null for a run of its own, and where that cannot be read. */
export function sweepPlaceOf(db: Db, row: RunRow, onDamage?: () => void): SweepPlace | null {
  const sweep = row.sweepId === null ? undefined : findSweep(db, row.sweepId);
  const trial = readJson(sweepTrialSchema, row.trialJson, onDamage);
  if (sweep === undefined || trial === null) return null;
  return {
    id: sweep.id,
    name: sweep.name,
    trial,
    earlyStop: earlyStopOf(row.earlyStopJson, onDamage),
  };
}
