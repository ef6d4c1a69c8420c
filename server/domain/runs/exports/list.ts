import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { desc, eq } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { attempts, exports, stages } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { exportSettingsSchema, type ModelExport } from "../../../contract/exports";
import { message } from "../../../contract/message";
import { parseExit } from "../../pipeline/stages/rows";
import { readJson } from "../../pipeline/stored/read-json";

const shownLines = 5;

/** Exports of a run's models, newest first. */
export function listExports(db: Db, runId: string): ModelExport[] {
  const rows = db
    .select({ asked: exports, stage: stages })
    .from(exports)
    .innerJoin(stages, eq(stages.id, exports.stageId))
    .where(eq(exports.runId, runId))
    .orderBy(desc(exports.createdAt))
    .all();
  return rows.map(({ asked, stage }) => {
    const exit = parseExit(stage.exitJson);
    return {
      id: stage.id,
      runId,
      stageKey: stage.key,
      subject: stage.subject ?? "",
      settings: readJson(exportSettingsSchema, asked.settingsJson),
      status: stage.status,
      files: stage.status === "succeeded" ? filesIn(folderOf(db, stage.id)) : [],
      createdAt: asked.createdAt,
      endedAt: stage.endedAt,
      message: exit?.message ?? null,
      suggestion: exit?.suggestion ?? null,
      logEnd: stage.status === "failed" ? (exit?.logTail.slice(-shownLines) ?? []) : [],
    };
  });
}

/** The path of a file that an export made. Throws `not-found` where there is none of that name. */
export function exportedFile(db: Db, id: string, name: string): string {
  const folder = folderOf(db, id);
  const isThere = name === basename(name) && filesIn(folder).some((file) => file.name === name);
  if (folder === null || !isThere) throw new AppError("not-found", message("publish.no-export"));
  return join(folder, name);
}

function folderOf(db: Db, stageId: string): string | null {
  const row = db
    .select({ directory: attempts.directory })
    .from(attempts)
    .where(eq(attempts.stageId, stageId))
    .orderBy(desc(attempts.number))
    .get();
  return row === undefined ? null : join(row.directory, "export");
}

function filesIn(folder: string | null): ModelExport["files"] {
  if (folder === null || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, sizeBytes: statSync(join(folder, name)).size }));
}
