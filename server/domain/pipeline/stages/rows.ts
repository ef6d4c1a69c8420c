import { z } from "zod";
import type { AttemptRow, StageRow } from "../../../../db/schema/index";
import {
  type Attempt,
  attemptSchema,
  attemptStatusSchema,
  type Exit,
  exitSchema,
  progressSchema,
  type Stage,
  stageCommandSchema,
  stageKindSchema,
  stageStatusSchema,
} from "../../../contract/stage";

/** The exit stored with a stage or attempt, null while it has none. */
export function parseExit(json: string | null): Exit | null {
  return json === null ? null : exitSchema.parse(JSON.parse(json));
}

/** An attempt row as the browser and the command line see it. */
export function toAttempt(row: AttemptRow): Attempt {
  const { id, number, startedAt, endedAt, peakMemoryBytes, measuredAlone } = row;
  const status = attemptStatusSchema.parse(row.status);
  // A cluster's GPUs have numbers for the counting only.
  const gpus =
    row.gpusJson === null || row.executor !== "local" ? null : z.array(z.int()).parse(JSON.parse(row.gpusJson));
  return {
    id,
    number,
    status,
    startedAt,
    endedAt,
    exit: parseExit(row.exitJson),
    peakMemoryBytes,
    measuredAlone,
    executor: attemptSchema.shape.executor.parse(row.executor),
    job: jobOf(row),
    gpus,
    resumedFrom: checkpointOf(row.resumedFrom),
  };
}

const handleSchema = z.looseObject({ submissionId: z.string().optional(), jobId: z.string().nullish() });

function jobOf({ executor, handleJson }: AttemptRow): string | null {
  if (handleJson === null || executor === "import") return null;
  const { submissionId, jobId } = handleSchema.parse(JSON.parse(handleJson));
  return submissionId ?? jobId ?? null;
}

/** Attempt and step of a checkpoint's path in the folder of an attempt. */
function checkpointOf(path: string | null): Attempt["resumedFrom"] {
  const place = /\/a(\d+)\/output\/checkpoint-(\d+)$/.exec(path ?? "");
  return place === null ? null : { attempt: Number(place[1]), step: Number(place[2]) };
}

/** A stage row with its attempts, oldest first. */
export function toStage(row: StageRow, attemptRows: AttemptRow[], cachedFrom: Stage["cachedFrom"]): Stage {
  const { id, key, subject, title, startedAt, endedAt } = row;
  return {
    id,
    key,
    kind: stageKindSchema.parse(row.kind),
    subject,
    title,
    status: stageStatusSchema.parse(row.status),
    dependsOn: z.array(z.string()).parse(JSON.parse(row.dependsOnJson)),
    argv: z.array(z.string()).parse(JSON.parse(row.argvJson)),
    commands: z.array(stageCommandSchema).parse(JSON.parse(row.commandsJson)),
    env: z.record(z.string(), z.string()).parse(JSON.parse(row.envJson)),
    progress: row.progressJson === null ? null : progressSchema.parse(JSON.parse(row.progressJson)),
    startedAt,
    endedAt,
    exit: parseExit(row.exitJson),
    attempts: attemptRows.map(toAttempt),
    retryAt: row.status === "waiting" ? row.retryAt : null,
    cachedFrom,
  };
}
