import { describe, expect, it } from "vitest";
import { evaluationSchema } from "../../../../../server/contract/evaluation";
import { assembleEvaluation } from "../../../../../server/domain/results/evaluations/assemble";
import { headlineOf } from "../../../../../server/domain/results/evaluations/headline";
import { measuredResultSchema } from "../../../../../server/engines/evalscope/result";
import { evaluationOfSubject } from "../../../../helpers/evaluations";
import { parsedRecipe } from "../../../../helpers/recipes";
import { saying } from "../../../../helpers/saying";

const recipe = parsedRecipe({
  data: { train: ["train.jsonl"], evaluation: [{ name: "facts", path: "facts.jsonl" }] },
  evaluate: { metrics: ["answer-match"] },
});

function measured(succeeded: number, changes: object = {}) {
  const times = { p50: 10, p95: 20 };
  const load = { parallel: 1, requests: succeeded, succeeded, ttftMs: times, tpotMs: times, latencyMs: times };
  return measuredResultSchema.parse({
    items: [],
    loads: [{ ...load, tokensPerSecond: 40, requestsPerSecond: 2, outputTokens: 13.5, reason: null }],
    serverPeakMemoryBytes: 3,
    sizeBytes: 1,
    readyAfterMs: 1,
    reasons: {},
    ...changes,
  });
}

function evaluationOf(result: ReturnType<typeof measured>) {
  const [evaluation] = assembleEvaluation(recipe, "student", result, true).evaluations;
  if (evaluation === undefined) throw new Error("no evaluation");
  return evaluation;
}

describe("memory of what is served", () => {
  it("is that of the GPUs beside that of the host", () => {
    const served = evaluationOf(measured(60, { serverPeakGpuMemoryBytes: 7 }));
    expect(served).toMatchObject({ peakMemoryBytes: 3, peakGpuMemoryBytes: 7 });
    expect(evaluationOf(measured(60)).peakGpuMemoryBytes).toBeNull();
  });

  it("is unknown of an evaluation that an earlier version stored", () => {
    const { peakGpuMemoryBytes: _, outputTokens: __, ...older } = evaluationOfSubject("student", 1);
    expect(evaluationSchema.parse(older)).toMatchObject({ peakGpuMemoryBytes: null, outputTokens: null });
  });
});

describe("the 95th percentile", () => {
  it("is told of enough requests", () => {
    const { latencyMs, reasons, load } = evaluationOf(measured(60));
    expect([latencyMs.p95, load[0]?.ttftMs.p95, reasons.latencyP95]).toEqual([20, 20, undefined]);
  });

  it("is missing with a reason of fewer, as the slowest may lie below it", () => {
    const { latencyMs, reasons, load } = evaluationOf(measured(59));
    expect(latencyMs).toEqual({ p50: 10, p95: null });
    expect(load[0]?.ttftMs).toEqual({ p50: 10, p95: null });
    expect(reasons.latencyP95).toEqual(saying("59 requests are too few for a 95th percentile; at least 60"));
  });
});

describe("the speed-up", () => {
  it("is by the token, whatever the lengths of the answers, and says those", () => {
    const slow = { latencyMs: { p50: 1000, p95: null }, tokensPerSecond: 20, outputTokens: 20 };
    // As fast by the token, with answers half as long.
    const teacher = evaluationOfSubject("teacher", 1, slow);
    const brief = { latencyMs: { p50: 500, p95: null }, tokensPerSecond: 20, outputTokens: 10 };
    const student = evaluationOfSubject("student", 1, brief);
    expect(headlineOf(recipe, [teacher, student])).toMatchObject({
      speedUp: 1,
      outputTokens: 10,
      outputTokensTeacher: 20,
    });
  });

  it("is unknown where one of them was not put under load", () => {
    const teacher = evaluationOfSubject("teacher", 1, { tokensPerSecond: null });
    expect(headlineOf(recipe, [teacher, evaluationOfSubject("student", 1)])?.speedUp).toBeNull();
  });
});
