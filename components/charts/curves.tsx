"use client";

import { ChartLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo } from "react";
import type { MetricSeries } from "../../server/contract/metric";
import { cn } from "../lib/cn";
import { EmptyState } from "../shell/empty-state";
import { CurveSettingsBar } from "./curve-settings-bar";
import { LinePanel } from "./line-panel";
import type { PanelKind } from "./panel-groups";
import { buildPanels, type RunLabel } from "./panels";
import { useCurveSettings } from "./use-curve-settings";

type CurvesProps = {
  series: readonly MetricSeries[];
  runs: readonly RunLabel[];
  kinds?: readonly PanelKind[];
  hasSettings?: boolean;
};

/** All curves of one or several runs; `kinds` limits the panels. */
export function Curves({ series, runs, kinds, hasSettings = true }: CurvesProps) {
  const t = useTranslations("run.curves");
  const [settings, setSettings] = useCurveSettings();
  const drawn = useDeferredValue(settings);
  const panels = useMemo(() => {
    const all = buildPanels(series, drawn, runs);
    return kinds === undefined ? all : all.filter(({ kind }) => kinds.includes(kind));
  }, [series, drawn, runs, kinds]);
  if (panels.length === 0)
    return (
      <EmptyState icon={ChartLine} title={t("empty.title")}>
        {t("empty.body")}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-3">
      {hasSettings && <CurveSettingsBar settings={settings} onChange={(change) => void setSettings(change)} />}
      <div className={cn("grid grid-cols-[minmax(0,1fr)] gap-3", panels.length > 1 && "xl:grid-cols-2")}>
        {panels.map((panel) => (
          <LinePanel key={panel.id} panel={panel} isLog={drawn.isLog} />
        ))}
      </div>
    </div>
  );
}
