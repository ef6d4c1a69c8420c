import { createReadStream, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { and, eq, inArray } from "drizzle-orm";
import { type StageRow, stages } from "../../../../db/schema/index";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Paths } from "../../../platform/paths";
import { readableFiles } from "../../recipes/readable-files";
import type { Services } from "../../services";
import { type PastRun, runsOfPair } from "./past-runs";

export type PastStage = { run: PastRun; stage: StageRow; startedAt: number; durationMs: number };

/** Stages that ran and succeeded in earlier runs of the recipe's pair, newest run first; reused ones took no time and are left out. */
export function pastStagesOf(services: Services, recipe: Recipe): PastStage[] {
  const past = runsOfPair(services, recipe);
  const ids = past.map(({ row }) => row.id);
  const rows = services.db
    .select()
    .from(stages)
    .where(and(inArray(stages.runId, ids), eq(stages.status, "succeeded")))
    .all();
  return past.flatMap((run) =>
    rows.flatMap((stage) => {
      const { runId, startedAt, endedAt } = stage;
      if (runId !== run.row.id || startedAt === null || endedAt === null) return [];
      return [{ run, stage, startedAt, durationMs: endedAt - startedAt }];
    }),
  );
}

/** Rows of JSONL files; null where one cannot be read here, or was changed after `unchangedSince` (ms). */
export async function countRows(
  paths: Paths,
  references: readonly string[],
  unchangedSince = Number.POSITIVE_INFINITY,
): Promise<number | null> {
  const files = readableFiles(paths, references);
  if (files.length < references.length) return null;
  let rows = 0;
  for (const { path } of files) {
    if (statSync(path).mtimeMs > unchangedSince) return null;
    const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
    for await (const line of lines) if (line.trim() !== "") rows += 1;
  }
  return rows;
}
