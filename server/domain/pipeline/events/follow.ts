import { setTimeout as sleep } from "node:timers/promises";
import { asc, gt, lt, max } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { events } from "../../../../db/schema/index";
import { type StreamEvent, streamEventSchema } from "../../../contract/event";

const pollMs = 150;
const batchSize = 500;
const keepMs = 3 * 24 * 3_600_000;

/** Events after `cursor` in order, then new ones as they are committed by any process, until `signal` aborts. A null cursor begins now. */
export async function* followEvents(
  db: Db,
  cursor: number | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<StreamEvent> {
  let last = cursor ?? lastEventId(db);
  let version = -1;
  while (!signal?.aborted) {
    const seen = dataVersion(db);
    if (seen !== version) {
      version = seen;
      let batch = readEvents(db, last);
      while (batch.length > 0) {
        for (const event of batch) {
          yield event;
          last = event.id;
        }
        batch = readEvents(db, last);
      }
    }
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Deletes events that no open page can still be waiting for. */
export function pruneEvents(db: Db, now: number): void {
  db.delete(events)
    .where(lt(events.atMs, now - keepMs))
    .run();
}

function readEvents(db: Db, after: number): StreamEvent[] {
  const rows = db.select().from(events).where(gt(events.id, after)).orderBy(asc(events.id)).limit(batchSize).all();
  return rows.map((row) => streamEventSchema.parse(row));
}

function lastEventId(db: Db): number {
  return (
    db
      .select({ id: max(events.id) })
      .from(events)
      .get()?.id ?? 0
  );
}

/** Changes when another connection commits; own commits are counted beside it. */
function dataVersion(db: Db): number {
  const { data_version: foreign } = db.$client.prepare("PRAGMA data_version").get() as { data_version: number };
  const { changes } = db.$client.prepare("SELECT total_changes() AS changes").get() as { changes: number };
  return foreign * 2 ** 32 + changes;
}
