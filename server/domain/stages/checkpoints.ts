import { statSync } from "node:fs";
import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import { attempts, type StageRow } from "../../../db/schema/index";
import type { Checkpoint } from "../../contract/run";
import { listCheckpoints } from "../../engines/ms-swift/checkpoints";
import { requireRun } from "../runs/get-row";
import { pipelineOf, type Tx } from "../runs/refresh";

export type FoundCheckpoint = { attempt: number; step: number; path: string };

/** Whole checkpoints of all attempts of a stage that are on disk now, oldest attempt and lowest step first. */
export function checkpointsOfStage(db: Tx, stage: Pick<StageRow, "id">): FoundCheckpoint[] {
  return db
    .select({ number: attempts.number, directory: attempts.directory })
    .from(attempts)
    .where(eq(attempts.stageId, stage.id))
    .orderBy(asc(attempts.number))
    .all()
    .flatMap(({ number, directory }) =>
      listCheckpoints(join(directory, "output")).map((found) => ({ attempt: number, ...found })),
    );
}

/** The checkpoints that a run's own training can go on from; `savedAt` in ms. */
export function listRunCheckpoints(db: Tx, runId: string): Checkpoint[] {
  requireRun(db, runId);
  return pipelineOf(db, runId)
    .filter(({ kind }) => kind === "distill")
    .flatMap((stage) =>
      checkpointsOfStage(db, stage).flatMap(({ attempt, step, path }) => {
        const file = statSync(path, { throwIfNoEntry: false });
        return file === undefined ? [] : [{ stageKey: stage.key, attempt, step, savedAt: file.mtimeMs }];
      }),
    );
}
