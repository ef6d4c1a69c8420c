import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../../../db/client";
import { type AttemptRow, attempts, type StageRow, stages } from "../../../../db/schema/index";
import { importExecutor } from "../../pipeline/runs/imported";

/** How far a folder was read; kept as the handle of the import's first attempt. */
export const importStateSchema = z.object({
  /** The imported folder by its real path. */
  source: z.string(),
  /** What was read of each file, by its path in the folder. */
  files: z.record(z.string(), z.object({ offset: z.number(), fingerprint: z.string() })),
  /** Keys whose curves come from logging.jsonl; TensorBoard repeats them. */
  loggedKeys: z.array(z.string()),
  /** The event files are those of Hugging Face's trainer. */
  hasTrainerTags: z.boolean(),
  /** The attempt that new lines belong to, and what is known of it. */
  attempt: z.number().int(),
  lastSteps: z.record(z.string(), z.number()),
  elapsedMs: z.number().nullable(),
  startMs: z.number().nullable(),
  /** When the last point was written, where the file tells. */
  lastAtMs: z.number().nullable(),
  hasSummary: z.boolean(),
  step: z.number().nullable(),
  totalSteps: z.number().nullable(),
  /** The last sign of life of a command line that follows the folder. */
  followedAt: z.number().nullable(),
});
export type ImportState = z.infer<typeof importStateSchema>;

export type ImportedRun = { stage: StageRow; attempts: AttemptRow[]; state: ImportState };

/** The state of a folder that was not read yet. */
export function newState(source: string): ImportState {
  return {
    ...{
      source,
      files: {},
      loggedKeys: [],
      hasTrainerTags: false,
      attempt: 1,
      lastSteps: {},
      elapsedMs: null,
      startMs: null,
    },
    ...{ lastAtMs: null, hasSummary: false, step: null, totalSteps: null, followedAt: null },
  };
}

/** The import of a folder (by real path), or null when it was never imported. */
export function findImport(db: Tx, source: string): ImportedRun | null {
  const rows = db
    .select({ stage: stages, handle: attempts.handleJson })
    .from(attempts)
    .innerJoin(stages, eq(attempts.stageId, stages.id))
    .where(and(eq(attempts.executor, importExecutor), eq(attempts.number, 1)))
    .all();
  for (const { stage, handle } of rows) {
    const state = importStateSchema.parse(JSON.parse(handle ?? "null"));
    if (state.source === source) return { stage, attempts: attemptsOf(db, stage.id), state };
  }
  return null;
}

function attemptsOf(db: Tx, stageId: string): AttemptRow[] {
  return db.select().from(attempts).where(eq(attempts.stageId, stageId)).orderBy(asc(attempts.number)).all();
}
