"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Curves } from "@/components/charts/curves";
import { ErrorState } from "@/components/shell/error-state";
import { useTRPC } from "@/components/trpc/context";
import { Skeleton } from "@/components/ui/skeleton";
import type { RunDetail } from "@/server/contract/run";

/** All curves of a run, live. */
export function RunCurves({ run }: { run: RunDetail }) {
  const trpc = useTRPC();
  const input = { runIds: [run.id], keys: null, points: 800 };
  const { data, error, refetch } = useQuery(
    trpc.metrics.series.queryOptions(input, { placeholderData: keepPreviousData }),
  );
  if (data === undefined)
    return error === null ? (
      <Skeleton className="h-96 w-full" />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  return <Curves series={data} runs={[run]} />;
}
