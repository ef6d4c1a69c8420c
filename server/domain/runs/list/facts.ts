import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../../../db/client";
import { type RunRow, runFacts, runShown, runs } from "../../../../db/schema/index";
import { messageSchema } from "../../../contract/message";
import { headlineSchema, type RunSummary, runFailureSchema } from "../../../contract/run";
import type { RunOrigin } from "../../../contract/run-list";
import { sweepPlaceSchema } from "../../../contract/trial";
import { isImported } from "../../pipeline/runs/imported";
import { flattenRecipe } from "../../recipes/flatten";
import { readStoredRecipe } from "../../recipes/stored/read-stored";
import { describeRun } from "../views/summary";

/** What of a run's facts is shown and not sorted by. */
export const shownFactsSchema = z.object({
  recipeProblem: messageSchema.nullable(),
  damaged: z.array(z.string()),
  sweep: sweepPlaceSchema.nullable(),
  failure: runFailureSchema.nullable(),
  headline: headlineSchema.nullable(),
});

/** Raised whenever something else follows from the same tables. */
export const factsVersion = 2;

// The list has columns of its own for these, or they are too long for one.
const leftOut = /^(name|notes|tags|sweep)(\.|$)/;

/** Reads the facts of a run anew and stores them; call it in a transaction. */
export function storeFacts(db: Db, row: RunRow): void {
  const run = describeRun(db, row);
  const facts = {
    isStale: false,
    version: factsVersion,
    teacher: run.teacher,
    student: run.student,
    knowledgeJson: JSON.stringify(run.knowledge),
    origin: originOf(db, row),
    doneStages: run.progress.doneStages,
    ownStages: run.progress.totalStages,
    quality: run.headline?.quality ?? null,
    qualityKept: run.headline?.qualityKept ?? null,
    speedUp: run.headline?.speedUp ?? null,
    sizeRatio: run.headline?.sizeRatio ?? null,
    failureCode: run.failure?.reason.code ?? null,
    isDamaged: run.recipeProblem !== null || run.damaged.length > 0,
    searchText: searchTextOf(run),
  };
  // The row is there since the run is: a trigger makes it.
  db.update(runFacts).set(facts).where(eq(runFacts.runId, row.id)).run();
  const shownJson = JSON.stringify(shownOf(run));
  db.insert(runShown)
    .values({ runId: row.id, shownJson })
    .onConflictDoUpdate({ target: runShown.runId, set: { shownJson } })
    .run();
  storeKeys(db, row);
}

/** Marks the facts that another version of the code has made, or that it could not make whole. */
export function markOutdated(db: Db): void {
  db.$client
    .prepare("UPDATE run_facts SET is_stale = 1 WHERE is_stale = 0 AND (version <> ? OR is_damaged)")
    .run(factsVersion);
}

/** The row of a run whose facts are to be made. */
export function findRow(db: Db, runId: string): RunRow | undefined {
  return db.select().from(runs).where(eq(runs.id, runId)).get();
}

function originOf(db: Db, { id, sweepId }: RunRow): RunOrigin {
  if (sweepId !== null) return "sweep";
  return isImported(db, id) ? "import" : "recipe";
}

function searchTextOf({ name, number, teacher, student, tags, notes }: Described): string {
  return [name, `#${number}`, teacher ?? "", student ?? "", ...tags, notes].join("\n").toLowerCase();
}

type Described = Omit<RunSummary, "lossSparkline">;

function shownOf({ recipeProblem, damaged, sweep, failure, headline }: Described): z.input<typeof shownFactsSchema> {
  return { recipeProblem, damaged, sweep, failure, headline };
}

/** A recipe is never edited, so that its keys are stored and counted once. */
function storeKeys(db: Db, row: RunRow): void {
  const stored = readStoredRecipe(row);
  const known = db.$client.prepare("SELECT 1 FROM run_keys WHERE run_id = ?").pluck().get(row.id);
  if (!stored.ok || known !== undefined) return;
  const entries = [...flattenRecipe(stored.recipe)].filter(([path]) => !leftOut.test(path));
  const json = JSON.stringify(Object.fromEntries(entries.map(([path, text]) => [path, numberOrText(text)])));
  db.$client.prepare("INSERT INTO run_keys (run_id, keys) VALUES (?, jsonb(?))").run(row.id, json);
  db.$client
    .prepare(
      `INSERT INTO recipe_keys (path, value, is_varied, runs)
       SELECT key, CAST(value AS text), 0, 1 FROM json_each(?) WHERE true
       ON CONFLICT (path) DO UPDATE SET runs = runs + 1, is_varied = is_varied OR value IS NOT excluded.value`,
    )
    .run(json);
}

/** Numbers as such, so that they sort as numbers; all else as YAML text. */
function numberOrText(text: string): string | number | null {
  if (text === "null") return null;
  const number = Number(text);
  return text !== "" && Number.isFinite(number) ? number : text;
}
