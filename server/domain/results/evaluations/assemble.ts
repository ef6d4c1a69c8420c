import type { Evaluation } from "../../../contract/evaluation";
import { type Message, message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { MeasuredResult } from "../../../engines/evalscope/result";
import { digestOf } from "../../../platform/digest";
import { scoreOf } from "./interval";
import { scoreItem } from "./scoring";

export type StoredEvaluation = Omit<Evaluation, "runId" | "stageId" | "cachedFromRunId">;

export type StoredItem = {
  dataset: string;
  itemKey: string;
  position: number;
  prompt: string;
  references: string[];
  answer: string | null;
  scores: Record<string, number>;
  latencyMs: number | null;
  error: string | null;
};

/** Turns what the driver measured into stored items and one evaluation a data set. Pure. */
export function assembleEvaluation(
  recipe: Recipe,
  subject: string,
  result: MeasuredResult,
  measuredAlone: boolean,
): { evaluations: StoredEvaluation[]; items: StoredItem[] } {
  const items = result.items.map((item): StoredItem => {
    const { dataset, index, prompt, references, answer, latencyMs, error } = item;
    const scores = error === null ? scoreItem(recipe.evaluate.metrics, item) : {};
    const itemKey = digestOf({ dataset, prompt }).slice(0, 24);
    return { dataset, itemKey, position: index, prompt, references, answer, scores, latencyMs, error };
  });
  const { tailReasons, ...speed } = speedOf(result);
  const evaluations = recipe.data.evaluation.map(({ name }) => ({
    subject,
    dataset: name,
    ...qualityOf(
      recipe,
      items.filter(({ dataset }) => dataset === name),
      result.reasons,
    ),
    ...speed,
    sizeBytes: result.sizeBytes,
    peakMemoryBytes: result.serverPeakMemoryBytes,
    peakGpuMemoryBytes: result.serverPeakGpuMemoryBytes,
    measuredAlone,
    reasons: { ...result.reasons, ...tailReasons },
  }));
  return { evaluations, items };
}

function qualityOf(recipe: Recipe, items: StoredItem[], reasons: Record<string, Message>) {
  const why = (metric: string) => reasons[metric] ?? reasons.quality ?? message("scores.none-scored");
  const scores = recipe.evaluate.metrics.map((metric) => {
    const values = items.flatMap(({ scores: ofItem }) => ofItem[metric] ?? []);
    return [metric, scoreOf(values, why(metric))] as const;
  });
  return { scores: Object.fromEntries(scores) };
}

/** Of fewer requests even the slowest may lie below the 95th percentile, in more than 5 % of all cases (0.95^60 < 0.05). */
const enoughForP95 = 60;

/** Speed at the lowest load measured, which is what one person at a time would feel; a 95th percentile only of enough requests. */
function speedOf({ loads, reasons }: MeasuredResult) {
  const tailReasons: Record<string, Message> = {};
  const load = loads.map(withoutThinTail);
  const [single] = [...load].sort((a, b) => a.parallel - b.parallel);
  const few = message("scores.few-requests", { count: single?.succeeded ?? 0, needed: enoughForP95 });
  if (single?.latencyMs.p95 == null) tailReasons.latencyP95 = reasons.latencyMs ?? few;
  return {
    latencyMs: single?.latencyMs ?? { p50: null, p95: null },
    ttftMs: single?.ttftMs.p50 ?? null,
    tpotMs: single?.tpotMs.p50 ?? null,
    tokensPerSecond: single?.tokensPerSecond ?? null,
    outputTokens: single?.outputTokens ?? null,
    load,
    tailReasons,
  };
}

type Load = MeasuredResult["loads"][number];

function withoutThinTail(load: Load): Load {
  if (load.succeeded >= enoughForP95) return load;
  const cut = ({ p50 }: Load["latencyMs"]) => ({ p50, p95: null });
  return { ...load, latencyMs: cut(load.latencyMs), ttftMs: cut(load.ttftMs), tpotMs: cut(load.tpotMs) };
}
