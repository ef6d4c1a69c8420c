import { eq } from "drizzle-orm";
import { exports, stages } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import type { ExportSettings } from "../../../contract/exports";
import { message } from "../../../contract/message";
import { hasExtra } from "../../../engines/setup/extras";
import { createId } from "../../../platform/ids";
import type { Services } from "../../services";
import { madeModel } from "../on-request/made-model";
import { endAsked, queueAsked } from "../on-request/stage";
import { dropHubToken, writeHubToken } from "./token-file";

type Asked = { runId: string; subject: string; settings: ExportSettings; token: string | null };

/** Queues an export of one model that a run has made. Throws `not-found` or `conflict` where that model is not there, and `missing-dependency` without the converter. */
export function startExport(services: Services, { runId, subject, settings, token }: Asked): { id: string } {
  madeModel(services, runId, subject);
  if (settings.kind === "gguf") {
    if (subject !== "student")
      throw new AppError("conflict", message("publish.gguf-of-copy", { subject }), {
        field: "subject",
        suggestion: message("publish.gguf-of-copy-next"),
      });
    if (!hasExtra(services.paths, "gguf"))
      throw new AppError("missing-dependency", message("publish.no-gguf"), {
        suggestion: message("publish.no-gguf-next"),
      });
  }
  const id = createId("s");
  if (settings.kind === "push") {
    if (token === null)
      throw new AppError("invalid-input", message("publish.no-token"), {
        field: "token",
        suggestion: message("publish.no-token-next"),
      });
    writeHubToken(services.paths, id, token);
  }
  services.db.transaction((tx) => {
    queueAsked(tx, { id, runId, kind: settings.kind, subject });
    tx.insert(exports)
      .values({ stageId: id, runId, settingsJson: JSON.stringify(settings), createdAt: Date.now() })
      .run();
  });
  return { id };
}

/** Ends an export; one that waits for its start never starts, and its token is removed. */
export function stopExport({ db, paths }: Services, id: string): void {
  db.transaction((tx) => {
    const found = tx
      .select({ stage: stages })
      .from(exports)
      .innerJoin(stages, eq(stages.id, exports.stageId))
      .where(eq(stages.id, id))
      .get();
    if (found === undefined) throw new AppError("not-found", message("publish.no-export"));
    endAsked(tx, found.stage);
  });
  dropHubToken(paths, id);
}
