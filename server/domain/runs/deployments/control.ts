import { and, eq } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { stages } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { isGivenSubject, listSubjects } from "../../../contract/recipe/subjects";
import { createId } from "../../../platform/ids";
import { recipeOf, requireRun } from "../../pipeline/runs/get-row";
import type { Services } from "../../services";
import { requireMade, requireSubject } from "../on-request/made-model";
import { endAsked, queueAsked } from "../on-request/stage";
import { listDeployments } from "./list";

/** Queues a server for one subject of a run; the runner starts it on a free port. Throws `conflict` when it is up already or its model is not there yet. */
export function startDeployment(
  services: Services,
  { runId, subject }: { runId: string; subject: string },
): { id: string } {
  const { db } = services;
  const recipe = recipeOf(requireRun(db, runId));
  requireSubject(listSubjects(recipe.quantize), subject);
  if (!isGivenSubject(subject)) requireMade(services, runId, subject);
  const isUp = listDeployments(db, runId).some(
    (entry) => entry.subject === subject && ["starting", "ready"].includes(entry.status),
  );
  if (isUp)
    throw new AppError("conflict", message("control.served-already", { subject }), {
      suggestion: message("control.served-already-next"),
    });
  const id = createId("s");
  db.transaction((tx) => queueAsked(tx, { id, runId, kind: "serve", subject }));
  return { id };
}

/** Asks the runner to end a server; one that waits for its start never starts. */
export function stopDeployment(db: Db, id: string): void {
  db.transaction((tx) => {
    const row = tx
      .select()
      .from(stages)
      .where(and(eq(stages.id, id), eq(stages.kind, "serve")))
      .get();
    if (row === undefined) throw new AppError("not-found", message("control.no-server"));
    endAsked(tx, row);
  });
}
