import { sql } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { prepared } from "../../../../db/prepared";
import { events } from "../../../../db/schema/index";
import type { StreamEventKind } from "../../../contract/event";

type Place = { runId?: string | null; stageKey?: string | null };

const insertEvent = prepared((db: Pick<Db, "insert">) =>
  db
    .insert(events)
    .values({
      kind: sql.placeholder("kind"),
      runId: sql.placeholder("runId"),
      stageKey: sql.placeholder("stageKey"),
      atMs: sql.placeholder("atMs"),
    })
    .prepare(),
);

/** Appends one change for browsers and other processes; call it inside the transaction that made the change. */
export function appendEvent(db: Pick<Db, "insert">, kind: StreamEventKind, place: Place = {}): void {
  insertEvent(db).run({ kind, runId: place.runId ?? null, stageKey: place.stageKey ?? null, atMs: Date.now() });
}
