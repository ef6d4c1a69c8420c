import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../../../db/client";
import { runs } from "../../../../db/schema/index";
import { type EarlyStop, earlyStopSchema } from "../../../contract/trial";
import { readJson } from "../stored/read-json";

const storedSchema = earlyStopSchema.extend({ isOverridden: z.boolean().default(false) });

/** Why a run was ended early; null where it was not, where a person let it go on all the same, or where it cannot be read. */
export function earlyStopOf(json: string | null, onDamage?: () => void): EarlyStop | null {
  const stored = readJson(storedSchema, json, onDamage);
  if (stored === null) return null;
  const { isOverridden, ...earlyStop } = stored;
  return isOverridden ? null : earlyStop;
}

/** Notes that a person lets a run go on that was ended early; its sweep then leaves it alone. */
export function overrideEarlyStop(tx: Tx, runId: string): void {
  const earlyStop = earlyStopOf(tx.select().from(runs).where(eq(runs.id, runId)).get()?.earlyStopJson ?? null);
  if (earlyStop === null) return;
  tx.update(runs)
    .set({ earlyStopJson: JSON.stringify({ ...earlyStop, isOverridden: true }) })
    .where(eq(runs.id, runId))
    .run();
}
