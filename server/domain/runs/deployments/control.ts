import { and, eq, max } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { stages } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { isGivenSubject, listSubjects } from "../../../contract/recipe/subjects";
import { createId } from "../../../platform/ids";
import { appendEvent } from "../../pipeline/events/append";
import { recipeOf, requireRun } from "../../pipeline/runs/get-row";
import { inputsOfRun } from "../../pipeline/stages/inputs-of-run";
import type { Services } from "../../services";
import { listDeployments } from "./list";

/** Queues a server for one subject of a run; the runner starts it on a free port. Throws `conflict` when it is up already or its model is not there yet. */
export function startDeployment(
  { db, paths }: Services,
  { runId, subject }: { runId: string; subject: string },
): { id: string } {
  const recipe = recipeOf(requireRun(db, runId));
  const known = listSubjects(recipe.quantize);
  if (!known.includes(subject))
    throw new AppError("not-found", message("control.no-subject", { subject }), {
      field: "subject",
      suggestion: message("control.use-one-next", { choices: known.join(", ") }),
    });
  const inputs = inputsOfRun({ db, paths }, runId);
  if (!isGivenSubject(subject) && inputs[subject] === undefined)
    throw new AppError("conflict", message("control.not-made", { subject }), {
      suggestion: message("control.not-made-next"),
    });
  const isUp = listDeployments(db, runId).some(
    (entry) => entry.subject === subject && ["starting", "ready"].includes(entry.status),
  );
  if (isUp)
    throw new AppError("conflict", message("control.served-already", { subject }), {
      suggestion: message("control.served-already-next"),
    });
  return db.transaction((tx) => {
    const id = createId("s");
    const position =
      (tx
        .select({ last: max(stages.position) })
        .from(stages)
        .where(eq(stages.runId, runId))
        .get()?.last ?? 0) + 1;
    const key = `serve-${subject}-${id}`;
    tx.insert(stages)
      .values({
        id,
        runId,
        key,
        position: Math.max(1000, position),
        kind: "serve",
        subject,
        status: "ready",
        dependsOnJson: "[]",
        argvJson: "[]",
        commandsJson: "[]",
        envJson: "{}",
      })
      .run();
    appendEvent(tx, "deployment", { runId, stageKey: key });
    return { id };
  });
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
    const set =
      row.status === "ready"
        ? { status: "cancelled" as const, endedAt: Date.now() }
        : { status: "stopping" as const, requested: "cancel" as const };
    if (!["ready", "starting", "running", "stopping"].includes(row.status)) return;
    tx.update(stages).set(set).where(eq(stages.id, id)).run();
    appendEvent(tx, "deployment", { runId: row.runId, stageKey: row.key });
  });
}
