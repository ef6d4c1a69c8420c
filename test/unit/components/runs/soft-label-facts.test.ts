import { describe, expect, it } from "vitest";
import { keptPerToken, softLabelFacts } from "../../../../components/runs/soft-labels/soft-label-facts";
import type { MetricSeries } from "../../../../server/contract/metric";
import type { Stage } from "../../../../server/contract/stage";
import { parsedRecipe } from "../../../helpers/recipes";

function stage(key: string, kind: Stage["kind"]): Stage {
  const none = {
    subject: null,
    progress: null,
    startedAt: null,
    endedAt: null,
    exit: null,
    expected: null,
    cachedFrom: null,
    retryAt: null,
  };
  const lists = { dependsOn: [], argv: [], commands: [], env: {}, attempts: [] };
  return { id: key, key, kind, status: "succeeded", ...none, ...lists };
}

function series(stageKey: string, key: string, values: number[], attempt = 1): MetricSeries {
  return {
    ...{ runId: "r1", stageKey, stageKind: "soft-labels", subject: null, attempt, key },
    ...{ total: values.length, decimated: false },
    points: values.map((value, index) => [index + 1, index, value]),
  };
}

describe("softLabelFacts", () => {
  const stages = [stage("soft-labels-a", "soft-labels"), stage("distill", "distill")];

  it("takes the last figure of the latest attempt and keeps what is missing as null", () => {
    const facts = softLabelFacts({ stages }, [
      series("soft-labels-a", "soft_labels/tokens", [10, 20]),
      series("soft-labels-a", "soft_labels/tokens_per_second", [5]),
      series("soft-labels-a", "soft_labels/tokens", [30, 40], 2),
      series("soft-labels-a", "soft_labels/mass_covered", [0.9], 2),
      series("distill", "soft_labels/rows", [7]),
    ]);
    const rest = { rows: null, sizeBytes: null, tokensPerSecond: null };
    expect(facts).toEqual([{ stageKey: "soft-labels-a", tokens: 40, massCovered: 0.9, ...rest }]);
  });

  it("is all null before the first shard", () => {
    expect(softLabelFacts({ stages }, [])[0]).toMatchObject({ rows: null, tokens: null, sizeBytes: null });
  });
});

describe("keptPerToken", () => {
  it("is the recipe's top k, null for the whole vocabulary", () => {
    expect(keptPerToken({ recipe: parsedRecipe({ knowledge: [{ kind: "logits", topK: 64 }] }) })).toBe(64);
    expect(keptPerToken({ recipe: parsedRecipe({ knowledge: [{ kind: "logits" }] }) })).toBeNull();
  });
});
