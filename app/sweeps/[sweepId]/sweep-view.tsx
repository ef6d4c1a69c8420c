"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Curves } from "@/components/charts/curves";
import { type CurveRun, SweepPage } from "@/components/sweeps/sweep-page";
import { useTRPC } from "@/components/trpc/context";
import { Skeleton } from "@/components/ui/skeleton";
import { traitsOf } from "../../../server/contract/stage-kinds";

/** A sweep with the overlaid loss curves of its trials. */
export function SweepView({ sweepId }: { sweepId: string }) {
  return <SweepPage sweepId={sweepId} curves={(runs) => <TrialCurves runs={runs} />} />;
}

const curveKinds = ["loss"] as const;

function TrialCurves({ runs }: { runs: CurveRun[] }) {
  const trpc = useTRPC();
  const runIds = runs.map(({ id }) => id);
  const { data } = useQuery(
    trpc.metrics.series.queryOptions(
      { runIds, keys: ["loss", "eval_loss"], points: 300 },
      { enabled: runIds.length > 0, placeholderData: keepPreviousData },
    ),
  );
  if (data === undefined) return <Skeleton className="h-72 w-full" />;
  const distill = data.filter(({ runId, stageKind }) => traitsOf(stageKind).isTraining && runIds.includes(runId));
  return <Curves series={distill} runs={runs} kinds={curveKinds} />;
}
