"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { shortKeys } from "../../server/contract/recipe/sweep-names";
import type { SweepDetail } from "../../server/contract/sweep";
import { EmptyState } from "../shell/empty-state";
import { ErrorState } from "../shell/error-state";
import { useTRPC } from "../trpc/context";
import { Skeleton } from "../ui/skeleton";
import { buildAxes } from "./logic/axes";
import { isWithin, readBrushes, writeBrushes } from "./logic/brush";
import { bestTrial, goodnessColor, goodnessOf, sortTrials } from "./logic/rank";
import { MeasureToolbar } from "./measure-toolbar";
import { ParallelCoordinates } from "./parallel/parallel-coordinates";
import { SweepStoredNotice } from "./stored-notice";
import { SweepHeader } from "./sweep-header";
import { TrialTable } from "./table/trial-table";
import { useMeasureText } from "./use-measure-text";
import { useSweepState } from "./use-sweep-state";

/** A run by the short name that its curves have. */
export type CurveRun = { id: string; number: number; name: string };

type SweepPageProps = {
  sweepId: string;
  /** The curves of the shown trials' runs. */
  curves: (runs: CurveRun[]) => ReactNode;
};

/** A sweep: its trials over axes and in a table, and their curves. */
export function SweepPage({ sweepId, curves }: SweepPageProps) {
  const trpc = useTRPC();
  const { data: sweep, error, refetch } = useQuery(trpc.sweeps.get.queryOptions({ sweepId }));
  if (sweep !== undefined) return <LoadedSweep sweep={sweep} curves={curves} />;
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-80 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}

const comparedMost = 6;
const curvesMost = 24;

function LoadedSweep({ sweep, curves }: { sweep: SweepDetail } & Pick<SweepPageProps, "curves">) {
  const t = useTranslations("sweep");
  const text = useMeasureText();
  const [state, setState] = useSweepState();
  const [hovered, setHovered] = useState<number | null>(null);
  const { trials, measures, parameters } = sweep;
  const metric = measures.find(({ id }) => id === state.metric) ?? measures[0];
  const shown = measures.filter(({ id }) => id === metric?.id || !state.hidden.includes(id));
  const axes = useMemo(() => buildAxes(sweep, trials, shown), [sweep, trials, shown]);
  const brushes = readBrushes(state.brush);
  const within = isWithin(axes, brushes, trials.length);
  const goodness = metric === undefined ? trials.map(() => null) : goodnessOf(trials, metric);
  const colors = goodness.map(goodnessColor);
  const best = metric === undefined ? null : bestTrial(trials, metric);
  const kept = sortTrials(
    trials.filter((_, place) => within[place]),
    state.sort,
    state.order,
  );
  const ranked = metric === undefined ? kept : sortTrials(kept, metric.id, metric.isLowerBetter ? "asc" : "desc");
  const compared = ranked.slice(0, comparedMost).flatMap(({ runs: [first] }) => first?.id ?? []);
  const names = shortKeys(parameters);
  const curveRuns = kept.flatMap(({ index, runs }) =>
    runs.map(({ id, number, seed }): CurveRun => {
      const trial = t("trial", { number: index + 1 });
      return { id, number, name: runs.length === 1 ? trial : `${trial} · ${t("seed", { seed: String(seed) })}` };
    }),
  );
  return (
    <>
      <SweepHeader sweep={sweep} comparedIds={compared} />
      <SweepStoredNotice sweep={sweep} />
      {metric !== undefined && <MeasureToolbar measures={measures} metric={metric} state={state} setState={setState} />}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <ParallelCoordinates
          {...{ axes, trials, within, brushes, colors, best, hovered }}
          nameOf={({ id, measure }) => (measure === null ? (names.get(id) ?? id) : text.name(measure))}
          onBrushes={(next) => void setState({ brush: writeBrushes(next) })}
          onHover={setHovered}
        />
        {kept.length === 0 ? (
          <EmptyState icon={SearchX} title={t("none.title")}>
            {t("none.body")}
          </EmptyState>
        ) : (
          <TrialTable
            {...{ trials: kept, parameters, metric, best, hovered, state, setState }}
            measures={shown}
            colorOf={(index) => colors[trials.findIndex((trial) => trial.index === index)] ?? goodnessColor(null)}
            onHover={setHovered}
          />
        )}
        <section aria-labelledby="sweep-curves">
          <h2 id="sweep-curves" className="mb-2 font-semibold text-base">
            {t("curves")}
          </h2>
          {curves(curveRuns.slice(0, curvesMost))}
        </section>
      </div>
    </>
  );
}
