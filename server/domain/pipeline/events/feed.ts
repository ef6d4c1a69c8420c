import { asc, gt, max } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { events } from "../../../../db/schema/index";
import { type StreamEvent, streamEventSchema } from "../../../contract/event";

const pollMs = 150;
const batchSize = 500;
const mostKept = 2_000;

/** The newest events of a database, read once for every follower in this process; it looks for more while somebody waits. */
export type Feed = {
  /** The id of the newest event there is. */
  newest(): number;
  /** Events after `id` in order, at most some hundred; from memory where that reaches back far enough. */
  after(id: number): StreamEvent[];
  /** Settles when there are further events, or `signal` aborts. */
  more(signal: AbortSignal | undefined): Promise<void>;
};

const feeds = new WeakMap<Db, Feed>();

/** The one feed of a database in this process. */
export function feedOf(db: Db): Feed {
  const known = feeds.get(db);
  if (known !== undefined) return known;
  const feed = createFeed(db);
  feeds.set(db, feed);
  return feed;
}

function createFeed(db: Db): Feed {
  const waiting = new Set<() => void>();
  let kept: StreamEvent[] = [];
  // What came before it is in the database alone.
  let floor = lastEventId(db);
  let lastId = floor;
  let version = -1;
  let timer: ReturnType<typeof setInterval> | undefined;

  const look = () => {
    const seen = dataVersion(db);
    if (seen === version) return;
    version = seen;
    const before = lastId;
    for (let batch = readEvents(db, lastId); batch.length > 0; batch = readEvents(db, lastId)) {
      kept.push(...batch);
      lastId = batch.at(-1)?.id ?? lastId;
    }
    if (kept.length > mostKept) {
      kept = kept.slice(-mostKept);
      floor = (kept[0]?.id ?? lastId + 1) - 1;
    }
    if (lastId === before) return;
    for (const wake of [...waiting]) wake();
  };

  return {
    newest: () => {
      if (waiting.size > 0) return lastId;
      // Nobody has waited, so nothing was read for a while; whoever comes back with an older id reads the database.
      kept = [];
      floor = lastId = lastEventId(db);
      return lastId;
    },
    after: (id) => (id < floor ? readEvents(db, id) : kept.filter((event) => event.id > id).slice(0, batchSize)),
    more: (signal) =>
      new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal?.removeEventListener("abort", wake);
          if (waiting.size === 0) {
            clearInterval(timer);
            timer = undefined;
          }
          resolve();
        };
        waiting.add(wake);
        signal?.addEventListener("abort", wake);
        timer ??= setInterval(look, pollMs);
        if (signal?.aborted) wake();
      }),
  };
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
