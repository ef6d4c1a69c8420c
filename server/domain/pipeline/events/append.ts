import { sql } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { prepared } from "../../../../db/prepared";
import { events, type StageRow } from "../../../../db/schema/index";
import type { StreamEventKind } from "../../../contract/event";
import { traitsOf } from "../../../contract/stage-kinds";

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

/** The same for a change of one stage, or of a server. */
export function appendStageEvent(
  db: Pick<Db, "insert">,
  { kind, runId, key }: Pick<StageRow, "kind" | "runId" | "key">,
): void {
  appendEvent(db, traitsOf(kind).isServer ? "deployment" : "stage", { runId, stageKey: key });
}
