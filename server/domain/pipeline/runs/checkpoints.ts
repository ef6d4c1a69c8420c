import { statSync } from "node:fs";
import type { Tx } from "../../../../db/client";
import type { Checkpoint } from "../../../contract/run";
import { traitsOf } from "../../../contract/stage-kinds";
import { checkpointsOfStage } from "../stages/checkpoints";
import { pipelineOf } from "../stages/pipeline";
import { requireRun } from "./get-row";

/** The checkpoints that a run's own training can go on from; `savedAt` in ms. */
export function listRunCheckpoints(db: Tx, runId: string): Checkpoint[] {
  requireRun(db, runId);
  return pipelineOf(db, runId)
    .filter(({ kind }) => traitsOf(kind).isTraining)
    .flatMap((stage) =>
      checkpointsOfStage(db, stage).flatMap(({ attempt, step, path }) => {
        const file = statSync(path, { throwIfNoEntry: false });
        return file === undefined ? [] : [{ stageKey: stage.key, attempt, step, savedAt: file.mtimeMs }];
      }),
    );
}
