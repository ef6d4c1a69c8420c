"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Curves } from "@/components/charts/curves";
import type { PanelKind } from "@/components/charts/panel-groups";
import { ErrorState } from "@/components/shell/error-state";
import { useTRPC } from "@/components/trpc/context";
import { Skeleton } from "@/components/ui/skeleton";
import type { RunDetail } from "@/server/contract/run";

/** All curves of a run, live; `kinds` limits them, and takes the settings away. */
export function RunCurves({ run, kinds }: { run: RunDetail; kinds?: readonly PanelKind[] }) {
  const trpc = useTRPC();
  const input = { runIds: [run.id], keys: null, points: 800 };
  const { data, error, refetch } = useQuery(
    trpc.metrics.series.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  if (data === undefined)
    return error === null ? (
      <Skeleton className={kinds === undefined ? "h-96 w-full" : "h-74 w-full"} />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  return kinds === undefined ? (
    <Curves series={data} runs={[run]} />
  ) : (
    <Curves series={data} runs={[run]} kinds={kinds} hasSettings={false} />
  );
}
