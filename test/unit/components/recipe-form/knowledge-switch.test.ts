import { describe, expect, it } from "vitest";
import { withChanges } from "../../../../components/recipe-form/logic/changes";
import { blankRecipe } from "../../../../components/recipe-form/logic/form-values";
import { listIssues } from "../../../../components/recipe-form/logic/issues";
import { switchKnowledge } from "../../../../components/recipe-form/logic/knowledge-switch";
import type { KnowledgeKind } from "../../../../server/contract/recipe/knowledge";

const recipe = {
  ...blankRecipe(),
  name: "first",
  teacher: { model: "a/big" },
  student: { model: "a/small" },
  data: { train: ["a.jsonl"] },
};

function toggled(on: KnowledgeKind[], kind: KnowledgeKind, isOn = true) {
  const values = { ...recipe, knowledge: on.map((other) => ({ kind: other })) };
  const step = switchKnowledge(values, kind, isOn, {});
  const next = withChanges(values, step.changes);
  return { ...step, next, kinds: next.knowledge?.map((item) => item.kind) };
}

describe("switchKnowledge", () => {
  it.each<[KnowledgeKind[], KnowledgeKind, KnowledgeKind[], KnowledgeKind[]]>([
    [["logits"], "answers", ["answers", "logits"], []],
    [["answers", "logits"], "hidden-states", ["answers", "logits", "hidden-states"], []],
    [["answers", "logits"], "preference", ["preference"], ["answers", "logits"]],
    [["preference"], "policy", ["policy"], ["preference"]],
    [["policy"], "logits", ["logits"], ["policy"]],
    [[], "logits", ["logits"], []],
  ])("%j and %s give %j", (on, kind, kinds, switchedOff) => {
    const result = toggled(on, kind);
    expect(result.kinds).toEqual(kinds);
    expect(result.switchedOff).toEqual(switchedOff);
    expect(listIssues(result.next)).toEqual([]);
  });

  it("makes attention eager where its maps are compared", () => {
    const { next, becomesEager } = toggled(["logits"], "attention");
    expect(becomesEager).toBe(true);
    expect(next.memory?.attention).toBe("eager");
    expect(switchKnowledge(next, "attention", true, {}).becomesEager).toBe(false);
  });

  it("switches off just the one", () =>
    expect(toggled(["answers", "logits"], "logits", false).kinds).toEqual(["answers"]));

  it("brings back the settings of a kind that was on before", () => {
    const kept = { logits: { kind: "logits", alpha: 0.7 } } as const;
    const { changes } = switchKnowledge({ ...recipe, knowledge: [] }, "logits", true, kept);
    expect(changes.knowledge).toEqual([kept.logits]);
  });
});
