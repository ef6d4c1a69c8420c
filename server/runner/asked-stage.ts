import { join } from "node:path";
import { eq } from "drizzle-orm";
import { exports, type StageRow } from "../../db/schema/index";
import { AppError } from "../contract/error";
import { type ExportSettings, exportSettingsSchema } from "../contract/exports";
import { message } from "../contract/message";
import { readJson } from "../domain/pipeline/stored/read-json";
import { tokenFileOf } from "../domain/runs/exports/token-file";
import type { Services } from "../domain/services";
import type { StageSpec } from "../engines/engine";
import { ggufStage } from "../engines/gguf/stage";
import { pushStage } from "../engines/hub/stage";
import { serveStage } from "../engines/ms-swift/stages/serve";
import { extraPython } from "../engines/setup/extras";

/** The work of a stage that a person asked for, which no recipe names; null for a stage of the pipeline. Throws `bad-data` where what was asked cannot be read. */
export function askedStage(services: Services, stage: StageRow): StageSpec | null {
  const subject = stage.subject ?? "";
  switch (stage.kind) {
    case "serve":
      return serveStage(subject, stage.key, stage.port ?? 0);
    case "gguf":
    case "push":
      return exportStage(services, stage, subject);
    default:
      return null;
  }
}

function exportStage({ db, paths }: Services, { id, key }: StageRow, subject: string): StageSpec {
  const row = db.select().from(exports).where(eq(exports.stageId, id)).get();
  const settings: ExportSettings | null = readJson(exportSettingsSchema, row?.settingsJson ?? null);
  if (settings === null)
    throw new AppError("bad-data", message("control.unknown-stage", { stage: key }), {
      suggestion: message("control.unknown-stage-next"),
    });
  const scripts = (folder: string) => join(paths.project, "server", "engines", folder);
  if (settings.kind === "gguf")
    return ggufStage(subject, key, settings.type, { scripts: scripts("gguf"), python: extraPython(paths, "gguf") });
  return pushStage(subject, key, settings, { scripts: scripts("hub"), tokenFile: tokenFileOf(paths, id) });
}
