import { lt } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { events } from "../../../../db/schema/index";
import type { StreamEvent } from "../../../contract/event";
import { feedOf } from "./feed";

const keepMs = 3 * 24 * 3_600_000;

/** Events after `cursor` in order, then new ones as they are committed by any process, until `signal` aborts. A null cursor begins now. */
export async function* followEvents(
  db: Db,
  cursor: number | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<StreamEvent> {
  const feed = feedOf(db);
  let last = cursor ?? feed.newest();
  while (!signal?.aborted) {
    const batch = feed.after(last);
    for (const event of batch) {
      yield event;
      last = event.id;
    }
    if (batch.length === 0) await feed.more(signal);
  }
}

/** Deletes events that no open page can still be waiting for. */
export function pruneEvents(db: Db, now: number): void {
  db.delete(events)
    .where(lt(events.atMs, now - keepMs))
    .run();
}
