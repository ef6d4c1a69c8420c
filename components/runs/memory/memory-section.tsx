"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { verbatim } from "../../../server/contract/message";
import type { MemoryEstimate } from "../../../server/contract/preflight";
import type { RunDetail } from "../../../server/contract/run";
import type { Stage } from "../../../server/contract/stage";
import { useApiError } from "../../lib/use-api-error";
import { useTRPC } from "../../trpc/context";
import { Skeleton } from "../../ui/skeleton";
import { MemoryTable } from "./memory-table";
import { gpuMemoryKey, measuredPeaks } from "./peaks";

/** What the training was expected to take beside what it took; nothing for a run that trains nothing. */
export function MemorySection({ run }: { run: RunDetail }) {
  const t = useTranslations("run.memory");
  const id = useId();
  const stage = run.stages.find(({ kind }) => kind === "distill");
  // The estimate is made from the recipe.
  if (stage === undefined || run.recipe === null) return null;
  return (
    <section aria-labelledby={id} className="mt-5">
      <h2 id={id} className="font-semibold">
        {t("title")}
      </h2>
      <p className="mb-2 max-w-prose text-muted-foreground text-sm">{t("explain")}</p>
      <StageMemory runId={run.id} gpus={run.recipe.resources.gpus} stage={stage} />
    </section>
  );
}

function StageMemory({ runId, gpus, stage }: { runId: string; gpus: number; stage: Stage }) {
  const trpc = useTRPC();
  const describeError = useApiError();
  const estimate = useQuery(trpc.runs.memoryEstimate.queryOptions({ runId }, { staleTime: Number.POSITIVE_INFINITY }));
  const isOnGpu = gpus > 0;
  const series = useQuery(
    trpc.metrics.series.queryOptions({ runIds: [runId], keys: [gpuMemoryKey] }, { enabled: isOnGpu }),
  );
  if (estimate.isPending) return <Skeleton className="h-20 max-w-2xl" />;
  const known = estimate.data ?? unknownEstimate(gpus, describeError(estimate.error).message);
  return <MemoryTable stage={stage} estimate={known} peaks={measuredPeaks(stage, known, series.data ?? [])} />;
}

function unknownEstimate(gpus: number, reason: string): MemoryEstimate {
  return {
    estimateBytes: null,
    parts: [],
    availableBytes: null,
    device: gpus > 0 ? "gpu" : "cpu",
    devices: Math.max(1, gpus),
    verdict: "unknown",
    fixes: [],
    reason: verbatim(reason),
  };
}
