import { type AnyColumn, lte, type SQL } from "drizzle-orm";
import type { StageRow } from "../../../../db/schema/index";

/** For a stage that reuses another one's results: only what was there (`madeAt`, ms) when it did, since the other may be run again. */
export function reusedUntil(
  { cachedFromStageId, endedAt }: Pick<StageRow, "cachedFromStageId" | "endedAt">,
  madeAt: AnyColumn,
): SQL | undefined {
  return cachedFromStageId === null || endedAt === null ? undefined : lte(madeAt, endedAt);
}
