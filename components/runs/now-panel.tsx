"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import type { RunDetail } from "../../server/contract/run";
import { timeLeftOf } from "../../server/contract/time-left";
import { useFormat } from "../lib/use-format";
import { useMessage } from "../lib/use-message";
import { useNow } from "../lib/use-now";
import { useStageTitle } from "../lib/use-stage-title";
import { WaitingText } from "../shell/waiting-text";
import { useTRPC } from "../trpc/context";

type Figure = { id: string; label: string; value: string; note?: ReactNode };

/** How a run that goes on is doing: what it does, the training's figures so far, and below them its loss curve. */
export function NowPanel({ run, chart }: { run: RunDetail; chart: ReactNode }) {
  const t = useTranslations("run.now");
  const id = useId();
  const figures = useFigures(run);
  const hasCurve = run.metrics.some(({ key, count }) => key === "loss" && count > 0);
  return (
    <section aria-labelledby={id} className="mb-5">
      <h2 id={id} className="sr-only">
        {t("title")}
      </h2>
      <dl className="mb-3 grid grid-cols-2 gap-3 lg:grid-cols-4">
        {figures.map(({ id: key, label, value, note }) => (
          <div key={key} className="min-w-0 rounded-lg border bg-card p-3">
            <dt className="text-muted-foreground text-xs">{label}</dt>
            <dd className="mt-1 truncate font-semibold text-lg">{value}</dd>
            <dd className="mt-0.5 min-h-4 text-muted-foreground text-xs">{note}</dd>
          </div>
        ))}
      </dl>
      {hasCurve && chart}
    </section>
  );
}

/** Why nothing of the run works now; nothing while it is not in the queue. */
function WaitsFor({ runId }: { runId: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.runs.queue.queryOptions());
  const place = data?.findIndex((entry) => entry.runId === runId) ?? -1;
  const entry = data?.[place];
  const t = useTranslations("run.now");
  if (entry === undefined) return null;
  return (
    <>
      {t("place", { place: place + 1 })} · <WaitingText reason={entry.reason} />
    </>
  );
}

/** Those that are known; a figure that is still to come takes no room. */
function useFigures(run: RunDetail): Figure[] {
  const t = useTranslations("run.now");
  const format = useFormat();
  const words = useMessage();
  const titleOf = useStageTitle();
  const now = useNow(5_000);
  const metricOf = (key: string) => run.metrics.find((metric) => metric.key === key);
  const stage = run.stages.find(({ status }) => ["starting", "running", "stopping"].includes(status));
  const progress = stage?.progress ?? null;
  const steps =
    progress?.step != null && progress.totalSteps != null ? `${progress.step} / ${progress.totalSteps}` : null;
  const loss = metricOf("loss");
  const evalLoss = metricOf("eval_loss");
  const speed = metricOf("train_speed(s/it)");
  const { doneStages, totalStages } = run.progress;
  const leftOf = (): Figure[] => {
    const { range, unknown } = timeLeftOf(run.stages, now);
    const [id, label] = ["left", t("left")];
    if (range !== null) return [{ id, label, value: format.timeRange(range), note: t("ofRun") }];
    if (progress?.remainingMs == null) return [];
    const others = unknown.filter((key) => key !== stage?.key).length;
    const note = others === 0 ? t("leftNote") : `${t("leftNote")}; ${t("unknownStages", { count: others })}`;
    return [{ id, label, value: format.duration(progress.remainingMs), note }];
  };
  return [
    {
      id: "stage",
      label: t("stage", { done: doneStages, total: totalStages }),
      value: stage === undefined ? t("waiting") : titleOf(stage),
      note:
        stage === undefined ? (
          <WaitsFor runId={run.id} />
        ) : (
          [progress?.phase ? words(progress.phase) : null, steps].filter(Boolean).join(" · ")
        ),
    },
    ...leftOf(),
    ...(loss?.last != null
      ? [
          {
            id: "loss",
            label: t("loss"),
            value: format.significant(loss.last),
            note:
              evalLoss?.last != null
                ? t("evalLoss", { value: format.significant(evalLoss.last) })
                : t("lowest", { value: format.significant(loss.min) }),
          },
        ]
      : []),
    ...(speed?.last != null
      ? [{ id: "speed", label: t("speed"), value: t("perStep", { seconds: format.significant(speed.last, 3) }) }]
      : []),
  ];
}
