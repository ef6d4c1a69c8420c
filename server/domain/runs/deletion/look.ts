import { and, count, inArray, isNull, notInArray } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { imports, type RunRow, runs, shares, sweeps } from "../../../../db/schema/index";
import type { Message } from "../../../contract/message";
import type { RunDeletion } from "../../../contract/run-deletion";
import type { Services } from "../../services";
import { sizeOfRun } from "./files";
import { obstacleOf, usersOf } from "./obstacle";
import { runIdsOf } from "./share-runs";

type Judged = { going: RunRow[]; refused: { run: RunRow; reason: Message }[] };

/**
 * Which of these runs can be deleted together. A run whose results another one uses can only go with that one; where
 * the other has to stay, so does it. Unknown ids are left out.
 */
export function judge(db: Tx, runIds: readonly string[]): Judged {
  let going = db
    .select()
    .from(runs)
    .where(inArray(runs.id, [...runIds]))
    .orderBy(runs.number)
    .all();
  const refused: Judged["refused"] = [];
  for (;;) {
    const leaving = going.map(({ id }) => id);
    const kept = going.flatMap((run) => {
      const reason = obstacleOf(db, run, leaving);
      return reason === null ? [] : [{ run, reason }];
    });
    if (kept.length === 0) return { going, refused };
    refused.push(...kept);
    going = going.filter((run) => !kept.some((entry) => entry.run.id === run.id));
  }
}

/** What deleting these runs would mean; nothing is changed. */
export async function lookAtDeletion({ db, paths }: Services, runIds: readonly string[]): Promise<RunDeletion> {
  const { going, refused } = judge(db, runIds);
  const ids = going.map(({ id }) => id);
  const sizes = await Promise.all(ids.map((id) => sizeOfRun(paths, id)));
  const users = ids.flatMap((id) => usersOf(db, id, ids));
  return {
    runs: going.map(toNamed),
    refused: refused.map(({ run, reason }) => ({ ...toNamed(run), reason })),
    freedBytes: sizes.reduce((sum, size) => sum + size, 0),
    clones: countClones(db, ids),
    shares: liveShares(db).filter((held) => held.some((id) => ids.includes(id))).length,
    sweeps: sweepNames(db, going),
    imports: db.select({ n: count() }).from(imports).where(inArray(imports.runId, ids)).get()?.n ?? 0,
    users: [...new Map(users.map((run) => [run.id, toNamed(run)])).values()],
  };
}

function toNamed({ id, number, name }: Pick<RunRow, "id" | "number" | "name">) {
  return { id, number, name };
}

function countClones(db: Tx, ids: string[]): number {
  const cloned = and(inArray(runs.parentRunId, ids), notInArray(runs.id, ids));
  return db.select({ n: count() }).from(runs).where(cloned).get()?.n ?? 0;
}

function liveShares(db: Tx): string[][] {
  return db.select().from(shares).where(isNull(shares.revokedAt)).all().map(runIdsOf);
}

function sweepNames(db: Tx, going: RunRow[]): string[] {
  const ids = [...new Set(going.flatMap(({ sweepId }) => sweepId ?? []))];
  return db
    .select({ name: sweeps.name })
    .from(sweeps)
    .where(inArray(sweeps.id, ids))
    .all()
    .map(({ name }) => name);
}
