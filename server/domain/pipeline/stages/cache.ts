import { and, asc, desc, eq, inArray, isNull, notInArray } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { prepared } from "../../../../db/prepared";
import { type StageRow, stages } from "../../../../db/schema/index";
import type { Recipe } from "../../../contract/recipe/recipe";
import { kindsThat } from "../../../contract/stage-kinds";
import type { StageSpec } from "../../../engines/engine";
import { digestOf } from "../../../platform/digest";
import { type ContentDigest, digestPath } from "./content-digest";

/** Raise it when an engine's results change although its settings do not. */
const cacheVersion = 1;

type Context = { recipe: Recipe; inputs: Record<string, string>; resolve: (reference: string) => string };

/**
 * Digest of all that decides a stage's result: settings and the content of its models and data. Null when an input is not on
 * this machine, or `digestOfPath` does not know it.
 */
export function cacheKeyOf(
  db: Db,
  spec: StageSpec,
  context: Context,
  digestOfPath: (db: Db, path: string) => ContentDigest | null = digestPath,
): string | null {
  const { settings, paths } = spec.cacheParts(context);
  const contents = paths.map((path) => (path === "" ? null : digestOfPath(db, path)));
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

const isReady = and(
  eq(stages.status, "ready"),
  notInArray(stages.kind, kindsThat("isOnRequest")),
  isNull(stages.resumeFrom),
);

const listMade = prepared((db: Db) => {
  // Of a sweep hundreds of ready stages have one key: the keys that have been made are looked for, not the pairs.
  const wanted = db.selectDistinct({ cacheKey: stages.cacheKey }).from(stages).where(isReady);
  return db
    .select({ id: stages.id, cacheKey: stages.cacheKey })
    .from(stages)
    .where(and(eq(stages.status, "succeeded"), isNull(stages.cachedFromStageId), inArray(stages.cacheKey, wanted)))
    .orderBy(asc(stages.endedAt))
    .prepare();
});

/** Ready stages whose result an equal one has made in the meantime, with the newest stage that did. */
export function listMadeElsewhere(db: Db): { stage: StageRow; sourceId: string }[] {
  const made = listMade(db).all();
  if (made.length === 0) return [];
  const newest = new Map(made.map(({ id, cacheKey }) => [cacheKey, id]));
  const ready = db
    .select()
    .from(stages)
    .where(
      and(
        isReady,
        inArray(
          stages.cacheKey,
          [...newest.keys()].flatMap((key) => key ?? []),
        ),
      ),
    )
    .all();
  return ready.flatMap((stage) => {
    const sourceId = newest.get(stage.cacheKey);
    return sourceId === undefined ? [] : [{ stage, sourceId }];
  });
}
