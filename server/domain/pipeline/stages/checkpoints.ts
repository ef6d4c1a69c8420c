import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { attempts, type StageRow } from "../../../../db/schema/index";
import { listCheckpoints } from "../../../engines/ms-swift/checkpoints";

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
