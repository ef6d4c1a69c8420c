"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import type { RunDetail } from "../../server/contract/run";
import { useFormat } from "../lib/use-format";
import { useMessage } from "../lib/use-message";
import { useStageTitle } from "../lib/use-stage-title";

type Figure = { id: string; label: string; value: string; note?: string };

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

/** Those that are known; a figure that is still to come takes no room. */
function useFigures(run: RunDetail): Figure[] {
  const t = useTranslations("run.now");
  const format = useFormat();
  const words = useMessage();
  const titleOf = useStageTitle();
  const metricOf = (key: string) => run.metrics.find((metric) => metric.key === key);
  const stage = run.stages.find(({ status }) => ["starting", "running", "stopping"].includes(status));
  const progress = stage?.progress ?? null;
  const steps =
    progress?.step != null && progress.totalSteps != null ? `${progress.step} / ${progress.totalSteps}` : null;
  const loss = metricOf("loss");
  const evalLoss = metricOf("eval_loss");
  const speed = metricOf("train_speed(s/it)");
  const { doneStages, totalStages } = run.progress;
  return [
    {
      id: "stage",
      label: t("stage", { done: doneStages, total: totalStages }),
      value: stage === undefined ? t("waiting") : titleOf(stage),
      note: [progress?.phase ? words(progress.phase) : null, steps].filter(Boolean).join(" · "),
    },
    ...(progress?.remainingMs != null
      ? [{ id: "left", label: t("left"), value: format.duration(progress.remainingMs), note: t("leftNote") }]
      : []),
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
