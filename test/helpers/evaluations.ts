import type { Evaluation } from "../../server/contract/evaluation";
import { verbatim } from "../../server/contract/message";

/** An evaluation of a subject with one score, as the API gives it. */
export function evaluationOfSubject(
  subject: string,
  value: number | null,
  changes: Partial<Evaluation> = {},
): Evaluation {
  return {
    runId: "r1",
    stageId: `stage-${subject}`,
    subject,
    dataset: "facts",
    scores: {
      "answer-match": { value, n: 10, low: null, high: null, reason: value === null ? verbatim("not scored") : null },
    },
    latencyMs: { p50: 100, p95: 200 },
    ttftMs: 10,
    tpotMs: 5,
    tokensPerSecond: 20,
    outputTokens: 12,
    load: [],
    sizeBytes: 1000,
    peakMemoryBytes: null,
    peakGpuMemoryBytes: null,
    measuredAlone: true,
    reasons: { peakMemoryBytes: verbatim("no /proc here") },
    cachedFromRunId: null,
    ...changes,
  };
}
