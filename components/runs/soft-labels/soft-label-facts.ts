import type { MetricSeries } from "../../../server/contract/metric";
import { knowledgeOf } from "../../../server/contract/recipe/knowledge";
import type { RunDetail } from "../../../server/contract/run";

/** The figures that a `soft-labels` stage writes after each shard. */
export const softLabelKeys = {
  rows: "soft_labels/rows",
  tokens: "soft_labels/tokens",
  sizeBytes: "soft_labels/size_bytes",
  tokensPerSecond: "soft_labels/tokens_per_second",
  massCovered: "soft_labels/mass_covered",
} as const;

type Figure = keyof typeof softLabelKeys;
export type SoftLabelFacts = { stageKey: string } & Record<Figure, number | null>;

/** The latest figures of each stage that stores labels, from its latest attempt; null where it has told none. */
export function softLabelFacts({ stages }: Pick<RunDetail, "stages">, series: readonly MetricSeries[]) {
  return stages
    .filter(({ kind }) => kind === "soft-labels")
    .map(({ key: stageKey }): SoftLabelFacts => {
      const own = series.filter((entry) => entry.stageKey === stageKey);
      const latest = Math.max(0, ...own.map(({ attempt }) => attempt));
      const last = (figure: Figure) => {
        const found = own.find(({ key, attempt }) => key === softLabelKeys[figure] && attempt === latest);
        return found?.points.at(-1)?.[2] ?? null;
      };
      return {
        stageKey,
        rows: last("rows"),
        tokens: last("tokens"),
        sizeBytes: last("sizeBytes"),
        tokensPerSecond: last("tokensPerSecond"),
        massCovered: last("massCovered"),
      };
    });
}

/** How many of the teacher's probabilities are kept a token; null where all of them are. */
export function keptPerToken({ recipe }: Pick<RunDetail, "recipe">): number | null {
  return recipe === null ? null : (knowledgeOf(recipe.knowledge, "logits")?.topK ?? null);
}
