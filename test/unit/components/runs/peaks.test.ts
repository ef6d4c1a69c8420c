import { describe, expect, it } from "vitest";
import { finishedStudents } from "../../../../components/runs/bundle-section";
import { gpuMemoryKey, measuredPeaks } from "../../../../components/runs/memory/peaks";
import type { MetricSeries } from "../../../../server/contract/metric";
import type { Artifact } from "../../../../server/contract/run";
import type { Attempt, Stage, StageStatus } from "../../../../server/contract/stage";
import { parsedRecipe } from "../../../helpers/recipes";

const gib = 2 ** 30;

function attempt(number: number, changes: Partial<Attempt> = {}): Attempt {
  const times = { startedAt: 0, endedAt: 1, exit: null, measuredAlone: null, job: null, gpus: null, resumedFrom: null };
  const executor = "local";
  return { id: `a${number}`, number, status: "succeeded", peakMemoryBytes: null, executor, ...times, ...changes };
}

function gpuSeries(attemptNumber: number, values: (number | null)[]): MetricSeries {
  return {
    ...{ runId: "r1", stageKey: "distill", stageKind: "distill", subject: null, attempt: attemptNumber },
    ...{ key: gpuMemoryKey, total: values.length, decimated: false },
    points: values.map((value, index) => [index, index * 1_000, value]),
  };
}

describe("measuredPeaks", () => {
  const cpu = { device: "cpu" as const, devices: 1, estimateBytes: 3 * gib };

  it("compares the estimate with each ended attempt", () => {
    const attempts = [attempt(1, { peakMemoryBytes: 4 * gib }), attempt(2, { peakMemoryBytes: 2 * gib })];
    expect(measuredPeaks({ key: "distill", attempts }, cpu, [])).toEqual([
      { attempt: 1, bytes: 4 * gib, isRunning: false, difference: -0.25 },
      { attempt: 2, bytes: 2 * gib, isRunning: false, difference: 0.5 },
    ]);
  });

  it("makes no difference of a training that still runs, nor of what is missing", () => {
    const attempts = [attempt(1), attempt(2, { status: "running", peakMemoryBytes: gib })];
    const peaks = measuredPeaks({ key: "distill", attempts }, cpu, []);
    expect(peaks.map(({ difference }) => difference)).toEqual([null, null]);
    const unknown = { ...cpu, estimateBytes: null };
    const ended = { key: "distill", attempts: [attempt(1, { peakMemoryBytes: gib })] };
    expect(measuredPeaks(ended, unknown, [])[0]?.difference).toBeNull();
  });

  it("takes GPU memory, a device's share of it, where the training ran on GPUs", () => {
    const attempts = [attempt(1, { peakMemoryBytes: 9 * gib }), attempt(2, { peakMemoryBytes: 9 * gib })];
    const series = [gpuSeries(1, [gib, null, 4 * gib, 2 * gib]), { ...gpuSeries(2, [gib]), stageKey: "evaluate" }];
    const gpu = { device: "gpu" as const, devices: 2, estimateBytes: 3 * gib };
    expect(measuredPeaks({ key: "distill", attempts }, gpu, series)).toEqual([
      { attempt: 1, bytes: 2 * gib, isRunning: false, difference: 0.5 },
      { attempt: 2, bytes: null, isRunning: false, difference: null },
    ]);
  });
});

describe("finishedStudents", () => {
  function stage(key: string, status: StageStatus): Stage {
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
    return { id: key, key, kind: "distill", status, ...none, ...lists };
  }

  function model(stageKey: string, subject: string, kind: Artifact["kind"] = "model"): Artifact {
    const file = { name: subject, path: null, digest: null, sizeBytes: null, step: null, createdAt: 0, inputs: [] };
    return { id: `${stageKey}/${kind}`, stageKey, attempt: 1, kind, subject, ...file };
  }

  const students = (distill: StageStatus, quantize: StageStatus) =>
    finishedStudents({
      recipe: parsedRecipe({ quantize: [{ method: "bnb", bits: 4 }] }),
      stages: [stage("distill", distill), stage("quantize-bnb-4", quantize)],
      artifacts: [model("quantize-bnb-4", "student-bnb-4"), model("distill", "student")],
    });

  it("names students whose stage has finished, the reused ones too", () => {
    expect(students("succeeded", "cached")).toEqual(["student", "student-bnb-4"]);
    expect(students("succeeded", "running")).toEqual(["student"]);
    expect(students("failed", "blocked")).toEqual([]);
  });
});
