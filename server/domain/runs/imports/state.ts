import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../../../db/client";
import { type AttemptRow, attempts, imports, type StageRow, stages } from "../../../../db/schema/index";
import { readJson } from "../../pipeline/stored/read-json";

/** The key of the one stage that an imported run has. */
export const importedStage = "distill";

/** How far a folder was read. */
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

/** The import of a folder (by real path), or null when it was never imported, or how far it was read is damaged. */
export function findImport(db: Tx, source: string): ImportedRun | null {
  const found = db
    .select({ stage: stages, stateJson: imports.stateJson })
    .from(imports)
    .innerJoin(stages, eq(stages.runId, imports.runId))
    .where(and(eq(imports.source, source), eq(stages.key, importedStage)))
    .get();
  const state = readJson(importStateSchema, found?.stateJson ?? null);
  return found === undefined || state === null
    ? null
    : { stage: found.stage, attempts: attemptsOf(db, found.stage.id), state };
}

/** Stores a new import of a folder; returns the run of one before it whose state is damaged, which is then of no folder any more. */
export function insertState(tx: Tx, runId: string, state: ImportState): string | null {
  const before = tx.select({ runId: imports.runId }).from(imports).where(eq(imports.source, state.source)).get();
  tx.delete(imports).where(eq(imports.source, state.source)).run();
  tx.insert(imports)
    .values({ runId, source: state.source, stateJson: JSON.stringify(state) })
    .run();
  return before?.runId ?? null;
}

/** Stores how far the folder of a run was read. */
export function saveState(tx: Tx, runId: string, state: ImportState): void {
  tx.update(imports)
    .set({ stateJson: JSON.stringify(state) })
    .where(eq(imports.runId, runId))
    .run();
}

function attemptsOf(db: Tx, stageId: string): AttemptRow[] {
  return db.select().from(attempts).where(eq(attempts.stageId, stageId)).orderBy(asc(attempts.number)).all();
}
