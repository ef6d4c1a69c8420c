import { and, eq, inArray, notInArray, sql } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { type RunRow, runs, stages } from "../../../../db/schema/index";
import { type Message, message } from "../../../contract/message";
import { type RunStatus, runStatusSchema } from "../../../contract/run";
import { kindsThat } from "../../../contract/stage-kinds";

const activeStatuses: readonly RunStatus[] = ["queued", "running", "stopping"];

/** True while something of a run may still start or is at work. */
export function isActive(status: RunStatus): boolean {
  return activeStatuses.includes(status);
}

/** Why a run has to stay; null where it may go. `leaving` are the runs that go with it. */
export function obstacleOf(db: Tx, run: Pick<RunRow, "id" | "status">, leaving: readonly string[]): Message | null {
  if (isActive(runStatusSchema.parse(run.status))) return message("control.still-active");
  if (isUsed(db, run.id)) return message("control.delete-serves");
  const borrowers = borrowersOf(db, run.id, leaving);
  if (borrowers.length > 0) return message("control.delete-reused", { runs: numbersOf(borrowers) });
  const users = usersOf(db, run.id, leaving).filter(({ status }) => isActive(runStatusSchema.parse(status)));
  if (users.length > 0) return message("control.delete-in-use", { runs: numbersOf(users) });
  return null;
}

type Named = Pick<RunRow, "id" | "number" | "name" | "status">;
const named = { id: runs.id, number: runs.number, name: runs.name, status: runs.status };

/** Other runs whose recipe names a folder of this run. */
export function usersOf(db: Tx, runId: string, leaving: readonly string[]): Named[] {
  return db
    .select(named)
    .from(runs)
    .where(and(sql`instr(${runs.recipeJson}, ${`/${runId}/`}) > 0`, notInArray(runs.id, [runId, ...leaving])))
    .all();
}

/** Other runs that show results of this run as theirs. */
function borrowersOf(db: Tx, runId: string, leaving: readonly string[]): Named[] {
  const own = db.select({ id: stages.id }).from(stages).where(eq(stages.runId, runId));
  return db
    .select(named)
    .from(stages)
    .innerJoin(runs, eq(stages.runId, runs.id))
    .where(and(inArray(stages.cachedFromStageId, own), notInArray(runs.id, [runId, ...leaving])))
    .groupBy(runs.id)
    .orderBy(runs.number)
    .all();
}

/** Whether a model of the run is served or taken away just now, or is about to be. */
function isUsed(db: Tx, runId: string): boolean {
  const beside = db
    .select({ id: stages.id })
    .from(stages)
    .where(
      and(
        eq(stages.runId, runId),
        inArray(stages.kind, kindsThat("isOnRequest")),
        inArray(stages.status, ["waiting", "ready", "starting", "running", "stopping"]),
      ),
    )
    .get();
  return beside !== undefined;
}

const mostNamed = 5;

function numbersOf(found: readonly Named[]): string {
  const numbers = found.slice(0, mostNamed).map(({ number }) => `#${number}`);
  return [...numbers, ...(found.length > mostNamed ? ["…"] : [])].join(", ");
}
