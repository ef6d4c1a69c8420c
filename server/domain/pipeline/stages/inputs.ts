import { existsSync } from "node:fs";
import { join } from "node:path";
import { and, eq, notInArray } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { artifacts, type StageRow } from "../../../../db/schema/index";
import type { StageSpec } from "../../../engines/engine";
import type { Paths } from "../../../platform/paths";
import { reusedUntil } from "./reused";

/** Paths of what a stage made (or the stage it was reused from, before it was) by artifact name, the newest of each; what is gone from disk is left out. */
export function artifactsOfStage(
  db: Db,
  stage: Pick<StageRow, "id" | "cachedFromStageId" | "endedAt">,
): Record<string, string> {
  const found = db
    .select({ name: artifacts.name, path: artifacts.path })
    .from(artifacts)
    .where(
      and(
        eq(artifacts.stageId, stage.cachedFromStageId ?? stage.id),
        reusedUntil(stage, artifacts.createdAt),
        notInArray(artifacts.kind, ["checkpoint", "report"]),
      ),
    )
    .orderBy(artifacts.createdAt)
    .all();
  return Object.fromEntries(found.filter(({ path }) => existsSync(path)).map(({ name, path }) => [name, path]));
}

/** Where the artifacts of a run that has not begun are going to lie: the first attempt of the stage that makes them. */
export function expectedInputs(paths: Paths, runId: string, specs: StageSpec[]): Record<string, string> {
  return Object.fromEntries(
    specs.flatMap(({ key, makes }) =>
      Object.entries(makes).map(([name, file]) => [name, join(paths.runs, runId, key, "a1", file)]),
    ),
  );
}
