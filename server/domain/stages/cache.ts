import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "../../../db/client";
import { stages } from "../../../db/schema/index";
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
