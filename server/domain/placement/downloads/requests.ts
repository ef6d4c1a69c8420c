import { join } from "node:path";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { type DownloadRow, downloads } from "../../../../db/schema/index";
import { downloadProgressSchema, hubModelSchema, type ModelDownload } from "../../../contract/downloads";
import { AppError } from "../../../contract/error";
import type { Hub } from "../../../contract/exports";
import { message, messageSchema } from "../../../contract/message";
import { createId } from "../../../platform/ids";
import { readJson } from "../../pipeline/stored/read-json";
import type { Services } from "../../services";

const openStatuses = ["waiting", "running", "stopping"] as const;

/** Asks the runner to download a model, or to go on where an earlier download broke off; one that is under way is the answer. Throws `invalid-input` for what is no hub id. */
export function startDownload({ db, paths }: Services, hub: Hub, model: string): ModelDownload {
  if (!hubModelSchema.safeParse(model).success)
    throw new AppError("invalid-input", message("downloads.not-hub", { model }), {
      suggestion: message("downloads.not-hub-next"),
    });
  return db.transaction(
    (tx) => {
      const isSame = and(eq(downloads.model, model), eq(downloads.hub, hub));
      const open = tx
        .select()
        .from(downloads)
        .where(and(isSame, inArray(downloads.status, openStatuses)))
        .get();
      if (open !== undefined) return toDownload(open);
      const id = createId("d");
      const directory = join(paths.home, "downloads", id);
      const [row] = tx
        .insert(downloads)
        .values({ ...{ id, hub, model, directory }, status: "waiting", createdAt: Date.now() })
        .returning()
        .all();
      if (row === undefined) throw new Error(`No row for the download of ${model}`);
      return toDownload(row);
    },
    { behavior: "immediate" },
  );
}

/** Ends a download; its whole files stay, and one that has not begun never begins. Throws `not-found`. */
export function stopDownload({ db }: Services, id: string): void {
  const now = Date.now();
  db.transaction(
    (tx) => {
      const row = tx.select().from(downloads).where(eq(downloads.id, id)).get();
      if (row === undefined) throw new AppError("not-found", message("downloads.unknown", { id }));
      const set =
        row.status === "waiting"
          ? { status: "cancelled" as const, endedAt: now }
          : row.status === "running"
            ? { status: "stopping" as const }
            : null;
      if (set !== null) tx.update(downloads).set(set).where(eq(downloads.id, id)).run();
    },
    { behavior: "immediate" },
  );
}

/** One download. Throws `not-found`. */
export function getDownload({ db }: Services, id: string): ModelDownload {
  const row = db.select().from(downloads).where(eq(downloads.id, id)).get();
  if (row === undefined) throw new AppError("not-found", message("downloads.unknown", { id }));
  return toDownload(row);
}

/** The latest download of a model, from whichever hub; null where there was none. */
export function latestDownload({ db }: Services, model: string): ModelDownload | null {
  const row = db
    .select()
    .from(downloads)
    .where(eq(downloads.model, model))
    .orderBy(desc(downloads.createdAt), desc(sql`rowid`))
    .get();
  return row === undefined ? null : toDownload(row);
}

function toDownload(row: DownloadRow): ModelDownload {
  const { id, hub, model, status, folder, words, createdAt, endedAt } = row;
  return {
    ...{ id, hub, model, status, folder, words, createdAt, endedAt },
    progress: readJson(downloadProgressSchema, row.progressJson),
    message: readJson(messageSchema, row.messageJson),
    suggestion: readJson(messageSchema, row.suggestionJson),
  };
}
