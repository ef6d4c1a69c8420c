import { asc, eq } from "drizzle-orm";
import { runs, type StageRow, stages } from "../../db/schema/index";
import type { Services } from "../domain/services";

export type Slot = { kind: string };

/** Ready stages in the order in which they may start: by run, then by place in the pipeline. */
export function readyStages({ db }: Services): StageRow[] {
  return db
    .select({ stage: stages })
    .from(stages)
    .innerJoin(runs, eq(stages.runId, runs.id))
    .where(eq(stages.status, "ready"))
    .orderBy(asc(runs.number), asc(stages.position))
    .all()
    .map(({ stage }) => stage);
}

/** Which ready stages start now: one pipeline stage at a time on this host, so that measured stages are alone; servers at once. Pure. */
export function chooseStages(ready: StageRow[], active: Slot[]): StageRow[] {
  const isBusy = active.some(({ kind }) => kind !== "serve");
  const servers = ready.filter(({ kind }) => kind === "serve");
  const next = isBusy ? undefined : ready.find(({ kind }) => kind !== "serve");
  return next === undefined ? servers : [...servers, next];
}
