import { beforeAll, describe, expect, it } from "vitest";
import { type Look, type Observation, type Span, simulateQueue } from "../helpers/queue-simulation";

const gpuCount = 4;
const longestMs = 10 * 60_000;

/** GPU time of each experiment while, at one priority, every experiment had something waiting and nothing of a higher priority did. */
function servedWhileAllWaited({ looks, spans }: Observation, priority: number): number[] {
  const experiments = [...new Set(spans.map(({ experimentId }) => experimentId))];
  const isContended = ({ waiting }: Look) =>
    waiting.every((entry) => entry.priority <= priority) &&
    experiments.every((id) => waiting.some((entry) => entry.experimentId === id && entry.priority === priority));
  const windows = looks.flatMap((look, index) => {
    const next = looks[index + 1];
    return next !== undefined && isContended(look) ? [{ from: look.atMs, to: next.atMs }] : [];
  });
  const overlap = (span: Span) =>
    windows.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, span.to) - Math.max(from, span.from)), 0);
  return experiments.map((id) =>
    spans
      .filter(({ experimentId }) => experimentId === id)
      .reduce((sum, span) => sum + overlap(span) * span.gpus.length, 0),
  );
}

/** 1 when all got the same, 1/n when one got everything (Jain, Chiu and Hawe 1984). */
function jainIndex(values: number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum ** 2 / (values.length * values.reduce((total, value) => total + value ** 2, 0));
}

/** How long GPUs were kept for the same stage at a stretch, the longest in ms. */
function longestKept(looks: Look[]): number {
  let since: Look | undefined;
  let longest = 0;
  for (const look of looks) {
    if (look.keptFor !== since?.keptFor) since = look;
    if (since?.keptFor != null) longest = Math.max(longest, look.atMs - since.atMs);
  }
  return longest;
}

/** The part of the GPU time from the first start to the last end that was used. */
function useOf(spans: Span[]): number {
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  return spans.reduce((sum, span) => sum + (span.to - span.from) * span.gpus.length, 0) / (gpuCount * (to - from));
}

describe("200 queued runs of five experiments on four GPUs", () => {
  let seen: Observation;
  beforeAll(async () => {
    seen = await simulateQueue({ runs: 200, experiments: 5, gpuCount });
  });

  it("finish, every stage once", () => {
    expect(new Set(seen.statuses)).toEqual(new Set(["succeeded"]));
    expect(seen.spans).toHaveLength(400);
  });

  it("never share a GPU", () => {
    for (const { used } of seen.looks) expect(new Set(used).size).toBe(used.length);
    for (const { gpus } of seen.spans) expect(gpus.length).toBeGreaterThan(0);
  });

  it("begin in order within an experiment and priority", () => {
    const begun = new Map<string, number>();
    for (const { experimentId, priority, runNumber, runId } of seen.spans) {
      if (begun.has(runId)) continue;
      const lane = `${experimentId} ${priority}`;
      expect(runNumber).toBeGreaterThan(begun.get(lane) ?? 0);
      begun.set(lane, runNumber).set(runId, runNumber);
    }
  });

  it("leave no GPU idle that something could use, except for one larger stage, whose turn then comes within twice the longest stage", () => {
    for (const { used, waiting, keptFor } of seen.looks) {
      const free = gpuCount - used.length;
      const isFitting = waiting.some(({ need }) => need.gpus <= free);
      const kept = waiting.find(({ stageId }) => stageId === keptFor);
      if (isFitting) expect(kept?.need.gpus).toBeGreaterThan(free);
    }
    expect(longestKept(seen.looks)).toBeLessThanOrEqual(2 * longestMs);
    expect(useOf(seen.spans)).toBeGreaterThan(0.8);
  });

  it("share the GPUs fairly between experiments: by Jain's index of GPU time, at least 0.95 at the usual priority and 0.85 at the others", () => {
    expect(jainIndex(servedWhileAllWaited(seen, 0))).toBeGreaterThan(0.95);
    for (const priority of [10, -10]) expect(jainIndex(servedWhileAllWaited(seen, priority))).toBeGreaterThan(0.85);
  });
});
