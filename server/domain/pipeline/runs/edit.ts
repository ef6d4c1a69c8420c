import { eq } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { runs } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { appendEvent } from "../events/append";
import { requireRun } from "./get-row";

/** Moves a run into or out of the archive; nothing is deleted. A run that is still active is refused. */
export function archiveRun(db: Db, { runId, archived }: { runId: string; archived: boolean }): void {
  db.transaction((tx) => {
    const { status } = requireRun(tx, runId);
    if (archived && ["queued", "running", "stopping"].includes(status))
      throw new AppError("conflict", message("control.still-active"), {
        suggestion: message("control.still-active-next"),
      });
    tx.update(runs)
      .set({ archivedAt: archived ? Date.now() : null })
      .where(eq(runs.id, runId))
      .run();
    appendEvent(tx, "run", { runId });
  });
}

type Annotation = { runId: string; name?: string; tags?: string[]; notes?: string };

/** Sets the name, tags or notes of a run; the recipe that ran stays as it is. */
export function annotateRun(db: Db, { runId, name, tags, notes }: Annotation): void {
  db.transaction((tx) => {
    requireRun(tx, runId);
    tx.update(runs)
      .set({
        ...(name !== undefined && { name }),
        ...(tags !== undefined && { tagsJson: JSON.stringify([...new Set(tags)]) }),
        ...(notes !== undefined && { notes }),
      })
      .where(eq(runs.id, runId))
      .run();
    appendEvent(tx, "run", { runId });
  });
}
