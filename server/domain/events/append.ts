import type { Db } from "../../../db/client";
import { events } from "../../../db/schema/index";
import type { StreamEventKind } from "../../contract/event";

/** Appends one change for browsers and other processes; call it inside the transaction that made the change. */
export function appendEvent(
  db: Pick<Db, "insert">,
  kind: StreamEventKind,
  place: { runId?: string | null; stageKey?: string | null } = {},
): void {
  db.insert(events)
    .values({ kind, runId: place.runId ?? null, stageKey: place.stageKey ?? null, atMs: Date.now() })
    .run();
}
