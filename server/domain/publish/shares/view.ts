import { basename } from "node:path";
import type { Db } from "../../../../db/client";
import type { ComparedItem } from "../../../contract/evaluation";
import type { Message } from "../../../contract/message";
import type { MetricSeries } from "../../../contract/metric";
import type { RunDetail } from "../../../contract/run";
import type { SharedRun, SharedView } from "../../../contract/share";
import { flattenRecipe } from "../../recipes/flatten";
import { compareItems } from "../../results/evaluations/items";
import { listEvaluations } from "../../results/evaluations/list";
import { listSeries } from "../../results/metrics/series";
import { getRun } from "../../runs/views/get";
import type { Services } from "../../services";
import { requireShare } from "./manage";

/** What the holder of a link sees: whitelisted fields, run ids replaced, models by their last path part. */
export function viewShare(services: Services, token: string): SharedView {
  const { kind, title, createdAt, expiresAt, runIds } = requireShare(services.db, token);
  const runs = runIds.map((runId, index) => toSharedRun(getRun(services, runId), sharedId(index)));
  return { kind, title, createdAt, expiresAt, runs };
}

/** Curves of the shared runs. */
export function viewSharedSeries(db: Db, { token, points }: { token: string; points: number }): MetricSeries[] {
  const { runIds } = requireShare(db, token);
  const series = listSeries(db, { runIds, keys: null, points });
  return series.map((entry) => ({ ...entry, runId: sharedId(runIds.indexOf(entry.runId)) }));
}

type ItemQuery = Omit<Parameters<typeof compareItems>[1], "columns"> & { token: string };

/** Items of all measured subjects of the shared runs. */
export function viewSharedItems(db: Db, { token, ...query }: ItemQuery): { items: ComparedItem[]; total: number } {
  const { runIds } = requireShare(db, token);
  const columns = new Set(listEvaluations(db, runIds).map(({ runId, subject }) => `${runId}:${subject}`));
  const { items, total } = compareItems(db, { ...query, columns: [...columns] });
  const renamed = (column: string) => {
    const [runId = "", subject = ""] = column.split(":");
    return `${sharedId(runIds.indexOf(runId))}:${subject}`;
  };
  return {
    total,
    items: items.map(({ answers, ...item }) => ({
      ...item,
      answers: Object.fromEntries(Object.entries(answers).map(([column, answer]) => [renamed(column), answer])),
    })),
  };
}

function sharedId(index: number): string {
  return `run-${index + 1}`;
}

const sharedSettings = /^(knowledge|training\.(?!extraArgs)|memory|quantize|evaluate|data\.(maxLength|seed))/;

function toSharedRun(run: RunDetail, id: string): SharedRun {
  const { name, status, createdAt, startedAt, endedAt, gapClosed, headline } = run;
  const { doneStages, totalStages, fraction } = run.progress;
  const settings = [...(run.recipe === null ? [] : flattenRecipe(run.recipe))].filter(([path]) =>
    sharedSettings.test(path),
  );
  return {
    id,
    name,
    status,
    teacher: run.teacher && basename(run.teacher),
    student: run.student && basename(run.student),
    createdAt,
    startedAt,
    endedAt,
    progress: { doneStages, totalStages, fraction },
    settings: settings.map(([path, value]) => ({ path, value })),
    stages: run.stages.map((stage) => ({
      key: stage.key,
      kind: stage.kind,
      subject: stage.subject,
      status: stage.status,
      startedAt: stage.startedAt,
      endedAt: stage.endedAt,
      progress: stage.progress,
    })),
    evaluations: run.evaluations.map(({ stageId: _stage, cachedFromRunId: _run, ...entry }) => ({
      ...entry,
      runId: id,
      reasons: withoutPaths(entry.reasons),
    })),
    gapClosed,
    headline,
  };
}

/** Reasons may quote an engine's error text with a path in it. */
function withoutPaths(reasons: Record<string, Message>): Record<string, Message> {
  return Object.fromEntries(Object.entries(reasons).map(([field, reason]) => [field, hidePaths(reason)]));
}

function hidePaths({ code, values }: Message): Message {
  const hidden = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === "string" ? value.replace(/(^|[\s'"(=])\/[^\s'")]+/g, "$1…") : value,
  ]);
  return { code, values: Object.fromEntries(hidden) };
}
