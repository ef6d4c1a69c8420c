"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Curves } from "@/components/charts/curves";
import type { ComparedRun } from "@/components/compare/columns";
import { ComparePage } from "@/components/compare/compare-page";
import { ShareDialog } from "@/components/shares/share-dialog";
import { useTRPC } from "@/components/trpc/context";
import { traitsOf } from "../../server/contract/stage-kinds";

/** The comparison with its share button and overlaid curves. */
export function CompareView() {
  return (
    <ComparePage
      actions={(runIds) => <ShareDialog kind="comparison" runIds={runIds} />}
      curves={(runs) => <OverlaidCurves runs={runs} />}
    />
  );
}

const curveKinds = ["loss", "memory"] as const;

function OverlaidCurves({ runs }: { runs: ComparedRun[] }) {
  const trpc = useTRPC();
  const runIds = runs.map(({ id }) => id);
  const { data = [] } = useQuery(
    trpc.metrics.series.queryOptions(
      { runIds, keys: ["loss", "eval_loss", "memory/rss_bytes"] },
      { enabled: runIds.length > 0, placeholderData: keepPreviousData },
    ),
  );
  const distill = data.filter(({ stageKind }) => traitsOf(stageKind).isTraining);
  return <Curves series={distill} runs={runs} kinds={curveKinds} />;
}
