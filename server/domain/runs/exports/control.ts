import { and, eq, inArray, max } from "drizzle-orm";
import { exports, stages } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import type { ExportSettings } from "../../../contract/exports";
import { message } from "../../../contract/message";
import { kindsThat } from "../../../contract/stage-kinds";
import { hasExtra } from "../../../engines/setup/extras";
import { createId } from "../../../platform/ids";
import { appendStageEvent } from "../../pipeline/events/append";
import type { Services } from "../../services";
import { madeModel } from "./made-model";
import { dropHubToken, writeHubToken } from "./token-file";

type Asked = { runId: string; subject: string; settings: ExportSettings; token: string | null };

/** Queues an export of one model that a run has made. Throws `not-found` or `conflict` where that model is not there, and `missing-dependency` without the converter. */
export function startExport(services: Services, { runId, subject, settings, token }: Asked): { id: string } {
  const { recipe } = madeModel(services, runId, subject);
  if (settings.kind === "gguf") {
    const isQuantised = recipe.quantize.length > 0 && subject !== "student";
    if (isQuantised)
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
    const last =
      tx
        .select({ last: max(stages.position) })
        .from(stages)
        .where(eq(stages.runId, runId))
        .get()?.last ?? 0;
    const row = { id, runId, key: `${settings.kind}-${subject}-${id}`, kind: settings.kind, subject };
    tx.insert(stages)
      .values({
        ...row,
        position: Math.max(1000, last + 1),
        status: "ready",
        dependsOnJson: "[]",
        argvJson: "[]",
        commandsJson: "[]",
        envJson: "{}",
      })
      .run();
    tx.insert(exports)
      .values({ stageId: id, runId, settingsJson: JSON.stringify(settings), createdAt: Date.now() })
      .run();
    appendStageEvent(tx, row);
  });
  return { id };
}

const asked = inArray(stages.kind, kindsThat("isOnRequest"));

/** Ends an export; one that waits for its start never starts, and its token is removed. */
export function stopExport({ db, paths }: Services, id: string): void {
  db.transaction((tx) => {
    const found = tx
      .select({ stage: stages })
      .from(exports)
      .innerJoin(stages, eq(stages.id, exports.stageId))
      .where(and(eq(stages.id, id), asked))
      .get();
    if (found === undefined) throw new AppError("not-found", message("publish.no-export"));
    const { stage } = found;
    if (!["ready", "starting", "running"].includes(stage.status)) return;
    const set =
      stage.status === "ready"
        ? { status: "cancelled" as const, endedAt: Date.now() }
        : { status: "stopping" as const, requested: "cancel" as const };
    tx.update(stages).set(set).where(eq(stages.id, id)).run();
    appendStageEvent(tx, stage);
  });
  dropHubToken(paths, id);
}
