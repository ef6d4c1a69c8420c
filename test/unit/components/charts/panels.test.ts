import { describe, expect, it } from "vitest";
import { placeKey } from "../../../../components/charts/panel-groups";
import { buildPanels, type CurveSettings } from "../../../../components/charts/panels";
import { formatUnit, formatUnitTick } from "../../../../components/charts/unit-format";
import type { MetricSeries } from "../../../../server/contract/metric";

const settings: CurveSettings = { axis: "step", isLog: false, smoothing: 0.6, smoothingKind: "step" };

function series(key: string, changes: Partial<MetricSeries> = {}): MetricSeries {
  return {
    ...{ runId: "r1", stageKey: "distill", stageKind: "distill", subject: null, attempt: 1 },
    ...{ key, total: 2, decimated: false },
    points: [
      [1, 1_000, 4],
      [2, 3_000, 2],
    ],
    ...changes,
  };
}

const build = (...entries: MetricSeries[]) => buildPanels(entries, settings, [{ id: "r1", name: "one", number: 1 }]);

describe("placeKey", () => {
  it.each([
    ["loss", "loss", "number"],
    ["loss_ce", "loss-parts", "number"],
    ["loss_kd", "loss-parts", "number"],
    ["loss_hidden", "loss-parts", "number"],
    ["loss_attn", "loss-parts", "number"],
    ["top1_agreement", "agreement", "share"],
    ["kl_dataset", "divergence", "nats"],
    ["kl_on_policy", "divergence", "nats"],
    ["entropy_student", "entropy", "nats"],
    ["entropy_teacher", "entropy", "nats"],
    ["on_policy_share", "on-policy", "share"],
    ["completion_length", "completion", "tokens"],
    ["truncated_share", "truncated", "share"],
    ["rewards/accuracies", "preference-accuracy", "share"],
    ["rewards/margins", "preference-rewards", "number"],
    ["rewards/length/mean", "reward", "number"],
    ["logps/rejected", "preference-logps", "nats"],
    ["teacher_kl", "teacher-kl", "nats"],
    ["reward", "reward", "number"],
    ["answers/rows", "answer-rows", "number"],
    ["answers/truncated", "answer-truncated", "number"],
    ["answers/empty", "answer-empty", "number"],
    ["answers/tokens", "answer-tokens", "tokens"],
    ["answers/tokens_per_second", "answer-speed", "tokens-per-second"],
    ["soft_labels/rows", "soft-label-rows", "number"],
    ["soft_labels/tokens", "soft-label-tokens", "tokens"],
    ["soft_labels/tokens_per_second", "soft-label-speed", "tokens-per-second"],
    ["soft_labels/mass_covered", "soft-label-mass", "share"],
    ["soft_labels/size_bytes", "soft-label-size", "bytes"],
    ["memory/gpu_bytes", "gpu-memory", "bytes"],
    ["of_another_engine", "other", "number"],
  ])("draws %s in %s as %s, and its evaluation twin beside it", (key, kind, unit) => {
    expect(placeKey(key)).toMatchObject({ kind, unit, isEvaluation: false });
    expect(placeKey(`eval_${key}`)).toMatchObject({ kind, unit, id: placeKey(key).id, isEvaluation: true });
  });
});

describe("buildPanels", () => {
  it("puts what belongs together into one panel, in a fixed order, and leaves out empty series", () => {
    const keys = ["zeta", "memory/rss_bytes", "eval_loss", "alpha", "loss_kd", "loss", "loss_ce"];
    const panels = build(...keys.map((key) => series(key)), series("top1_agreement", { points: [] }));
    expect(panels.map(({ id, lines }) => [id, lines.length])).toEqual([
      ["loss", 2],
      ["loss-parts", 2],
      ["memory", 1],
      ["other:alpha", 1],
      ["other:zeta", 1],
    ]);
  });

  it("gives every line of a panel its own look", () => {
    const keys = ["loss_ce", "loss_kd", "loss_hidden", "loss_attn"];
    const [panel] = build(...keys.flatMap((key) => [series(key), series(`eval_${key}`)]));
    expect(new Set(panel?.lines.map(({ color }) => color)).size).toBe(8);
    expect(panel?.lines.filter(({ dash }) => dash === "3 3").map(({ label }) => label)).toEqual(
      keys.map((key) => `eval_${key}`),
    );
  });

  it("names a panel of its own after the training value, or after the evaluation where there is none", () => {
    expect(build(series("eval_mine"), series("mine"))[0]?.key).toBe("mine");
    expect(build(series("eval_runtime"))[0]?.key).toBe("eval_runtime");
  });

  it("tells stages apart where several write one key", () => {
    const labels = ["a", "b"].map((name) =>
      series("soft_labels/tokens", { stageKey: `soft-labels-${name}`, stageKind: "soft-labels" }),
    );
    expect(build(...labels)[0]?.lines.map(({ label }) => label)).toEqual(["soft-labels-a", "soft-labels-b"]);
  });

  it("draws memory over time and unsmoothed, whatever is set for the others", () => {
    const [loss, memory] = build(series("loss"), series("memory/rss_bytes"));
    expect(loss?.axis).toBe("step");
    expect(loss?.lines[0]?.drawn).not.toEqual(loss?.lines[0]?.raw);
    expect(memory?.axis).toBe("time");
    expect(memory?.lines[0]?.drawn).toEqual([
      [0, 4],
      [2, 2],
    ]);
  });

  it("keeps a run's colour where several are drawn", () => {
    const runs = [
      { id: "r1", name: "one", number: 1 },
      { id: "r2", name: "two", number: 2 },
    ];
    const [panel] = buildPanels([series("loss"), series("eval_loss", { runId: "r2" })], settings, runs);
    expect(panel?.lines.map(({ label, color, dash }) => [label, color, dash])).toEqual([
      ["one #1 · loss", "var(--series-1)", undefined],
      ["two #2 · eval_loss", "var(--series-2)", "3 3"],
    ]);
  });
});

describe("values in their unit", () => {
  it("are percent for shares, binary units for bytes, else numbers", () => {
    expect(formatUnit(0.98765, "share", "en")).toBe("98.77%");
    expect(formatUnitTick(0.25, "share", "en")).toBe("25%");
    expect(formatUnit(2 ** 30, "bytes", "en")).toBe("1 GiB");
    expect(formatUnitTick(1_200, "tokens", "en")).toBe("1.2K");
    expect(formatUnit(0.0002, "nats", "en")).toBe("2e-4");
  });
});
