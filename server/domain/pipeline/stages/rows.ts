import { z } from "zod";
import type { AttemptRow, StageRow } from "../../../../db/schema/index";
import {
  type Attempt,
  attemptSchema,
  attemptStatusSchema,
  type Exit,
  exitSchema,
  type Progress,
  progressSchema,
  type Stage,
  stageCommandSchema,
  stageKindSchema,
  stageStatusSchema,
} from "../../../contract/stage";
import { type TimeRange, timeRangeSchema } from "../../../contract/time-range";
import { readJson } from "../stored/read-json";

/** Hears of what could not be read of a row, by name; the rest of it is shown all the same. */
export type OnDamage = (name: string) => void;

/** The exit stored with a stage or attempt, null while it has none, and where it cannot be read. */
export function parseExit(json: string | null, onDamage?: () => void): Exit | null {
  return readJson(exitSchema, json, onDamage);
}

/** The progress stored with a stage, null while it has none, and where it cannot be read. */
export function parseProgress(json: string | null, onDamage?: () => void): Progress | null {
  return readJson(progressSchema, json, onDamage);
}

/** How long a stage was expected to take, null where that is not known. */
export function parseExpected(json: string | null, onDamage?: () => void): TimeRange | null {
  return readJson(timeRangeSchema, json, onDamage);
}

const gpusSchema = z.array(z.int());

/** Indices of the GPUs that an attempt was given; null where they were not noted, and where they cannot be read. */
export function parseGpus(json: string | null, onDamage?: () => void): number[] | null {
  return readJson(gpusSchema, json, onDamage);
}

/** An attempt row as the browser and the command line see it. */
export function toAttempt(row: AttemptRow, onDamage: OnDamage): Attempt {
  const { id, number, startedAt, endedAt, peakMemoryBytes, measuredAlone } = row;
  const status = attemptStatusSchema.parse(row.status);
  // A cluster's GPUs have numbers for the counting only.
  const gpus = row.executor === "local" ? parseGpus(row.gpusJson, () => onDamage("gpus")) : null;
  return {
    id,
    number,
    status,
    startedAt,
    endedAt,
    exit: parseExit(row.exitJson, () => onDamage("exit")),
    peakMemoryBytes,
    measuredAlone,
    executor: attemptSchema.shape.executor.parse(row.executor),
    job: jobOf(row, onDamage),
    gpus,
    resumedFrom: checkpointOf(row.resumedFrom),
  };
}

const handleSchema = z.looseObject({ submissionId: z.string().optional(), jobId: z.string().nullish() });

function jobOf({ executor, handleJson }: AttemptRow, onDamage: OnDamage): string | null {
  if (executor === "import") return null;
  const handle = readJson(handleSchema, handleJson, () => onDamage("handle"));
  return handle?.submissionId ?? handle?.jobId ?? null;
}

/** Attempt and step of a checkpoint's path in the folder of an attempt. */
function checkpointOf(path: string | null): Attempt["resumedFrom"] {
  const place = /\/a(\d+)\/output\/checkpoint-(\d+)$/.exec(path ?? "");
  return place === null ? null : { attempt: Number(place[1]), step: Number(place[2]) };
}

const textsSchema = z.array(z.string());
const commandsSchema = z.array(stageCommandSchema);
const envSchema = z.record(z.string(), z.string());

/** A stage row with its attempts, oldest first. */
export function toStage(
  row: StageRow,
  attemptRows: AttemptRow[],
  cachedFrom: Stage["cachedFrom"],
  onDamage: OnDamage = () => undefined,
): Stage {
  const noting = (name: string) => () => onDamage(name);
  const { id, key, subject, startedAt, endedAt } = row;
  return {
    id,
    key,
    kind: stageKindSchema.parse(row.kind),
    subject,
    status: stageStatusSchema.parse(row.status),
    dependsOn: readJson(textsSchema, row.dependsOnJson, noting("dependsOn")) ?? [],
    argv: readJson(textsSchema, row.argvJson, noting("argv")) ?? [],
    commands: readJson(commandsSchema, row.commandsJson, noting("commands")) ?? [],
    env: readJson(envSchema, row.envJson, noting("env")) ?? {},
    progress: parseProgress(row.progressJson, noting("progress")),
    startedAt,
    endedAt,
    exit: parseExit(row.exitJson, noting("exit")),
    attempts: attemptRows.map((attempt) => toAttempt(attempt, (name) => onDamage(`attempt ${attempt.number} ${name}`))),
    retryAt: row.status === "waiting" ? row.retryAt : null,
    expected: parseExpected(row.expectedJson, noting("expected")),
    cachedFrom,
  };
}
