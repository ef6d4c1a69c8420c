"use client";

import type { KnowledgeKind } from "../../../../server/contract/recipe/knowledge";
import { knowledgeKinds } from "../../../../server/contract/recipe/knowledge-kinds";
import { useRecipe } from "../../recipe-context";

/** The kinds that teacher and student do not allow, each with the reason; none while the pair has not been checked. */
export function useRefusals(): Partial<Record<KnowledgeKind, string>> {
  const { pair } = useRecipe();
  if (pair === null || pair.verdict === "unknown") return {};
  const reason = pair.reasons.join(" ");
  return Object.fromEntries(
    knowledgeKinds.flatMap((kind) => (pair.allowedKinds.includes(kind) ? [] : [[kind, reason]])),
  );
}
