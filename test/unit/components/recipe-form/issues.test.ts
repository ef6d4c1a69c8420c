import { describe, expect, it } from "vitest";
import { blankRecipe, type FormValues } from "../../../../components/recipe-form/logic/form-values";
import { listIssues, startStateOf } from "../../../../components/recipe-form/logic/issues";
import { message } from "../../../../server/contract/message";

const complete: FormValues = {
  ...blankRecipe(),
  name: "first",
  teacher: { model: "a/big" },
  student: { model: "a/small" },
  data: { train: ["a.jsonl"] },
};

function stateOf(values: FormValues, serverErrors: { field: string | null }[] = [], isChecking = false) {
  return startStateOf({ values, issues: listIssues(values), serverErrors, isChecking });
}

describe("listIssues", () => {
  it.each([
    [{ ...complete, name: "" }, "name", "required"],
    [{ ...complete, name: "-x" }, "name", "format"],
    [{ ...complete, teacher: { model: "-x" } }, "teacher.model", "dash"],
    [{ ...complete, data: { train: [] } }, "data.train", "atLeastOne"],
    [{ ...complete, training: { learningRate: 2 } }, "training.learningRate", "max"],
    [{ ...complete, training: { learningRate: Number.NaN } }, "training.learningRate", "number"],
    [{ ...complete, knowledge: [{ kind: "logits", alpha: 1 }] }, "knowledge.0.alpha", "below"],
    [{ ...complete, knowledge: [{ kind: "answers" }, { kind: "answers" }] }, "knowledge.1.kind", "rule"],
    [{ ...complete, training: { epoch: 3 } }, "training.epoch", "unknownKey"],
    [{ ...complete, quantize: [{ method: "gptq", groupSize: 4 }] }, "quantize.0.groupSize", "min"],
    [{ ...complete, quantize: [{ method: "gptq", groupSize: Number.NaN }] }, "quantize.0.groupSize", "number"],
    [{ ...complete, quantize: [{ method: "awq", bits: 8 }] }, "quantize.0.bits", "rule"],
    [{ ...complete, knowledge: [{ kind: "hidden-states", layers: [] }] }, "knowledge.0.layers", "atLeastOne"],
  ])("%# names the field and the kind", (values, field, kind) => {
    expect(listIssues(values)).toEqual([expect.objectContaining({ field, kind })]);
  });

  it("names the rule that a combination breaks", () => {
    const both: FormValues = { ...complete, knowledge: [{ kind: "logits" }, { kind: "policy" }] };
    expect(listIssues(both)[0]?.message).toEqual(message("rules.alone", { kind: "policy" }));
  });

  it("knows what the form could not show", () => {
    expect(listIssues({ ...complete, training: { epoch: 3 } })[0]?.isShape).toBe(true);
    expect(listIssues({ ...complete, training: { epochs: "3" } })[0]?.isShape).toBe(true);
    expect(listIssues({ ...complete, training: { epochs: Number.NaN } })[0]?.isShape).toBe(false);
  });
});

describe("startStateOf", () => {
  it("asks for one missing thing after the other", () => {
    expect(stateOf(blankRecipe())).toEqual({ kind: "missing", field: "teacher.model" });
    expect(stateOf({ ...complete, knowledge: [] })).toEqual({ kind: "missing", field: "knowledge" });
    expect(stateOf({ ...complete, name: " " })).toEqual({ kind: "missing", field: "name" });
  });

  it("counts problems found here and on the server and leads to the first", () => {
    expect(stateOf({ ...complete, training: { epochs: 0, batchSize: 0 } })).toEqual({
      kind: "problems",
      count: 2,
      field: "training.epochs",
    });
    expect(stateOf(complete, [{ field: "data.train.0" }])).toEqual({
      kind: "problems",
      count: 1,
      field: "data.train.0",
    });
  });

  it("waits for the server before it is ready", () => {
    expect(stateOf(complete, [], true)).toEqual({ kind: "checking" });
    expect(stateOf(complete)).toEqual({ kind: "ready" });
  });
});
