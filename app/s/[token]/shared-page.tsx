"use client";

import { useQuery } from "@tanstack/react-query";
import { Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { Curves } from "@/components/charts/curves";
import { listColumns } from "@/components/compare/columns";
import { ItemsSection } from "@/components/compare/items-section";
import { QualitySection } from "@/components/compare/quality-section";
import { useCompareState } from "@/components/compare/use-compare-state";
import { SharedRunCard } from "@/components/shares/shared-run-card";
import { EmptyState } from "@/components/shell/empty-state";
import { PageHeader } from "@/components/shell/page-header";
import { useTRPC } from "@/components/trpc/context";
import { Skeleton } from "@/components/ui/skeleton";
import { traitsOf } from "../../../server/contract/stage-kinds";

const refreshMs = 2_000;

/** A shared run or comparison, read only and live. */
export function SharedPage({ token }: { token: string }) {
  const t = useTranslations("share");
  const trpc = useTRPC();
  const [state, setState] = useCompareState();
  const options = { refetchInterval: refreshMs, retry: false };
  const view = useQuery(trpc.shares.view.queryOptions({ token }, options));
  const series = useQuery(trpc.shares.series.queryOptions({ token }, { ...options, enabled: view.isSuccess }));
  if (view.isError)
    return (
      <EmptyState icon={Unlink} title={t("dead.title")}>
        {t("dead.body")}
      </EmptyState>
    );
  if (view.data === undefined) return <Skeleton className="h-96 w-full" />;
  const runs = view.data.runs.map(({ id, name }, index) => ({ id, name, number: index + 1 }));
  const evaluations = view.data.runs.flatMap((run) =>
    run.evaluations.map((entry) => ({ ...entry, stageId: `${entry.runId}:${entry.subject}`, cachedFromRunId: null })),
  );
  const columns = listColumns(runs, evaluations);
  const showRunNames = runs.length > 1;
  const distill = (series.data ?? []).filter(({ stageKind }) => traitsOf(stageKind).isTraining);
  return (
    <>
      <PageHeader title={view.data.title} description={t("readOnly")} />
      <div className="mb-6 grid gap-3 lg:grid-cols-2">
        {view.data.runs.map((run) => (
          <SharedRunCard key={run.id} run={run} />
        ))}
      </div>
      <QualitySection
        columns={columns}
        evaluations={evaluations}
        baseline={state.baseline}
        onBaseline={(baseline) => void setState({ baseline })}
        axis={state.axis}
        onAxis={(axis) => void setState({ axis })}
        showRunNames={showRunNames}
      />
      {columns.length > 0 && (
        <ItemsSection
          columns={columns}
          state={state}
          setState={setState}
          showRunNames={showRunNames}
          shareToken={token}
        />
      )}
      {distill.length > 0 && (
        <section>
          <h2 className="mb-2 font-semibold">{t("curves")}</h2>
          <Curves series={distill} runs={runs} />
        </section>
      )}
    </>
  );
}
