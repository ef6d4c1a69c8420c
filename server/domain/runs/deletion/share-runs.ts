import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../../../db/client";
import { type ShareRow, shares } from "../../../../db/schema/index";
import { appendEvent } from "../../pipeline/events/append";
import { readJson } from "../../pipeline/stored/read-json";

const idsSchema = z.array(z.string());

/** The runs that a link shows. */
export function runIdsOf({ runIdsJson }: Pick<ShareRow, "runIdsJson">): string[] {
  return readJson(idsSchema, runIdsJson) ?? [];
}

/** Takes a run out of every link that shows it, and ends those that show no other. */
export function takeOutOfShares(tx: Tx, runId: string): void {
  for (const share of tx.select().from(shares).all()) {
    const runIds = runIdsOf(share);
    if (!runIds.includes(runId)) continue;
    const left = runIds.filter((id) => id !== runId);
    const revokedAt = left.length === 0 ? (share.revokedAt ?? Date.now()) : share.revokedAt;
    tx.update(shares)
      .set({ runIdsJson: JSON.stringify(left), revokedAt })
      .where(eq(shares.id, share.id))
      .run();
    appendEvent(tx, "share");
  }
}
