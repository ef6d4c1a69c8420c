import { statSync } from "node:fs";
import { and, eq, inArray } from "drizzle-orm";
import { type StageRow, stages } from "../../../../db/schema/index";
import type { DataMapping } from "../../../contract/data-look";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Paths } from "../../../platform/paths";
import { unreadableBy } from "../../recipes/inputs/data-files";
import { lookAtTraining } from "../../recipes/inputs/look-at-file";
import { resolveReference } from "../../recipes/resolve";
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

/** Rows of training files; null where one cannot be read here, or was changed after `unchangedSince` (ms). */
export async function countRows(
  paths: Paths,
  references: readonly string[],
  {
    unchangedSince = Number.POSITIVE_INFINITY,
    columns,
  }: { unchangedSince?: number; columns?: DataMapping | undefined } = {},
): Promise<number | null> {
  let rows = 0;
  for (const reference of references) {
    const path = resolveReference(paths, reference);
    if (unreadableBy(paths, path) !== null || statSync(path).mtimeMs > unchangedSince) return null;
    rows += (await lookAtTraining(path, { columns })).lines;
  }
  return rows;
}
