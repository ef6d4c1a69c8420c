import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../../../db/client";
import { type ShareRow, shares } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { type Share, shareSchema } from "../../../contract/share";
import { createId, createToken } from "../../../platform/ids";
import { appendEvent } from "../../pipeline/events/append";
import { requireRun } from "../../pipeline/runs/get-row";
import { readJson } from "../../pipeline/stored/read-json";

const runIdsSchema = z.array(z.string());

type NewShare = { kind: "run" | "comparison"; runIds: string[]; title: string; expiresAt: number | null };

/** Makes a read-only link; its token is the only key to it. Throws `not-found` for unknown runs, `invalid-input` for an expiry in the past. */
export function createShare(db: Db, { kind, runIds, title, expiresAt }: NewShare): Share {
  if (expiresAt !== null && expiresAt <= Date.now())
    throw new AppError("invalid-input", message("publish.expires-early"), {
      field: "expiresAt",
      suggestion: message("publish.expires-early-next"),
    });
  const names = runIds.map((runId) => requireRun(db, runId).name);
  return db.transaction((tx) => {
    const row = tx
      .insert(shares)
      .values({
        id: createId("l"),
        token: createToken(),
        kind,
        runIdsJson: JSON.stringify(runIds),
        title: title === "" ? [...new Set(names)].join(", ") : title,
        createdAt: Date.now(),
        expiresAt,
      })
      .returning()
      .get();
    appendEvent(tx, "share");
    return toShare(row);
  });
}

/** Links, newest first, revoked ones included; of one run when `runId` is given. */
export function listShares(db: Db, runId: string | null): Share[] {
  const all = db.select().from(shares).orderBy(desc(shares.createdAt)).all().map(toShare);
  return runId === null ? all : all.filter(({ runIds }) => runIds.includes(runId));
}

/** Ends a link at once and for good; a second call changes nothing. */
export function revokeShare(db: Db, id: string): void {
  db.transaction((tx) => {
    const row = tx.select().from(shares).where(eq(shares.id, id)).get();
    if (row === undefined) throw new AppError("not-found", message("publish.no-link"));
    if (row.revokedAt !== null) return;
    tx.update(shares).set({ revokedAt: Date.now() }).where(eq(shares.id, id)).run();
    appendEvent(tx, "share");
  });
}

/** The live share of a token; throws `not-found` alike for unknown, revoked and expired ones. */
export function requireShare(db: Db, token: string): Share {
  const row = db.select().from(shares).where(eq(shares.token, token)).get();
  const isLive = row !== undefined && row.revokedAt === null && (row.expiresAt === null || row.expiresAt > Date.now());
  if (!isLive)
    throw new AppError("not-found", message("publish.link-over"), {
      suggestion: message("publish.link-over-next"),
    });
  return toShare(row);
}

function toShare({ id, token, kind, runIdsJson, title, createdAt, expiresAt, revokedAt }: ShareRow): Share {
  return {
    id,
    token,
    path: `/s/${token}`,
    kind: shareSchema.shape.kind.parse(kind),
    runIds: readJson(runIdsSchema, runIdsJson) ?? [],
    title,
    createdAt,
    expiresAt,
    revokedAt,
  };
}
