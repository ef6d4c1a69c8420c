import { and, desc, eq, isNull, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Db } from "../../../db/client";
import { type StageRow, stages } from "../../../db/schema/index";
import type { Recipe } from "../../contract/recipe/recipe";
import type { StageSpec } from "../../engines/engine";
import { digestPath } from "../artifacts/digest";
import { digestOf } from "../recipes/digest";

/** Raise it when an engine's results change although its settings do not. */
const cacheVersion = 1;

type Context = { recipe: Recipe; inputs: Record<string, string>; resolve: (reference: string) => string };

/** Digest of all that decides a stage's result: settings and the content of its models and data. Null when an input is not on this machine. */
export function cacheKeyOf(db: Db, spec: StageSpec, context: Context): string | null {
  const { settings, paths } = spec.cacheParts(context);
  const contents = paths.map((path) => (path === "" ? null : digestPath(db, path)));
  if (contents.some((content) => content === null)) return null;
  return digestOf({
    version: cacheVersion,
    kind: spec.kind,
    settings,
    contents: contents.map((content) => content?.digest),
  });
}

/** The newest stage that succeeded with this key, or null. */
export function findCached(db: Db, cacheKey: string): string | null {
  const found = db
    .select({ id: stages.id })
    .from(stages)
    .where(and(eq(stages.cacheKey, cacheKey), eq(stages.status, "succeeded"), isNull(stages.cachedFromStageId)))
    .orderBy(desc(stages.endedAt))
    .get();
  return found?.id ?? null;
}

/** Ready stages whose result an equal one has made in the meantime, with the newest stage that did. */
export function listMadeElsewhere(db: Db): { stage: StageRow; sourceId: string }[] {
  const source = alias(stages, "source");
  const rows = db
    .select({ stage: stages, sourceId: source.id })
    .from(stages)
    .innerJoin(source, eq(source.cacheKey, stages.cacheKey))
    .where(
      and(
        eq(stages.status, "ready"),
        ne(stages.kind, "serve"),
        isNull(stages.resumeFrom),
        eq(source.status, "succeeded"),
        isNull(source.cachedFromStageId),
      ),
    )
    .orderBy(source.endedAt)
    .all();
  return [...new Map(rows.map((row) => [row.stage.id, row])).values()];
}
