import { and, eq, notInArray } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../../../db/client";
import { type StageRow, stages } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { kindsThat } from "../../../contract/stage-kinds";
import { readJson } from "../stored/read-json";

/** Stages of a run in order, servers left out. */
export function pipelineOf(db: Tx, runId: string): StageRow[] {
  return db
    .select()
    .from(stages)
    .where(and(eq(stages.runId, runId), notInArray(stages.kind, kindsThat("isOnRequest"))))
    .orderBy(stages.position)
    .all();
}

const keysSchema = z.array(z.string());

/** Keys of the stages that a stage waits for; none where that cannot be read. */
export function dependsOnOf(row: Pick<StageRow, "dependsOnJson">): string[] {
  return readJson(keysSchema, row.dependsOnJson) ?? [];
}

/** The same for whoever is going to start the stage; throws `bad-data` where it cannot be read. */
export function requireDependsOn(row: Pick<StageRow, "dependsOnJson">): string[] {
  const keys = readJson(keysSchema, row.dependsOnJson);
  if (keys !== null) return keys;
  throw new AppError("bad-data", message("control.order-damaged"), {
    suggestion: message("control.unknown-stage-next"),
  });
}
