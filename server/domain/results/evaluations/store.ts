import type { Tx } from "../../../../db/client";
import { evaluationItems, evaluations } from "../../../../db/schema/index";
import type { StoredEvaluation, StoredItem } from "./assemble";

/** Stores one stage's evaluations and items; a repeated call replaces them, so a retry never doubles. */
export function storeEvaluation(
  tx: Tx,
  stageId: string,
  measured: { evaluations: StoredEvaluation[]; items: StoredItem[] },
): void {
  for (const evaluation of measured.evaluations) {
    const { dataset, subject } = evaluation;
    const resultJson = JSON.stringify(evaluation);
    tx.insert(evaluations)
      .values({ stageId, dataset, subject, resultJson })
      .onConflictDoUpdate({ target: [evaluations.stageId, evaluations.dataset], set: { subject, resultJson } })
      .run();
  }
  for (const { references, scores, ...item } of measured.items) {
    const values = { ...item, referencesJson: JSON.stringify(references), scoresJson: JSON.stringify(scores) };
    tx.insert(evaluationItems)
      .values({ stageId, ...values })
      .onConflictDoUpdate({
        target: [evaluationItems.stageId, evaluationItems.dataset, evaluationItems.itemKey],
        set: values,
      })
      .run();
  }
}
