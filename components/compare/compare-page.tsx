"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, GitCompareArrows } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Evaluation } from "../../server/contract/evaluation";
import { EmptyState } from "../shell/empty-state";
import { ErrorState } from "../shell/error-state";
import { PageHeader } from "../shell/page-header";
import { useTRPC } from "../trpc/context";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { ColumnPicker } from "./column-picker";
import { type Column, type ComparedRun, listColumns, listDatasets } from "./columns";
import { toCsv } from "./csv";
import { ItemsSection } from "./items-section";
import { QualitySection } from "./quality-section";
import { RecipeDiff } from "./recipe-diff";
import { RunPicker } from "./run-picker";
import { useCompareState } from "./use-compare-state";

type ComparePageProps = {
  /** What else the header offers for these runs, such as a share button. */
  actions: (runIds: string[]) => ReactNode;
  curves: (runs: ComparedRun[]) => ReactNode;
};

const noEvaluations: Evaluation[] = [];

/** Any runs and subjects side by side: figures, answers, recipes, curves. */
export function ComparePage({ actions, curves }: ComparePageProps) {
  const t = useTranslations("compare");
  const trpc = useTRPC();
  const [state, setState] = useCompareState();
  const hasRuns = state.runs.length > 0;
  const input = { runIds: state.runs };
  const chosen = useQuery(
    trpc.runs.rows.queryOptions({ ...input, curves: false }, { enabled: hasRuns, placeholderData: keepPreviousData }),
  );
  const found = useQuery(
    trpc.evaluations.list.queryOptions(input, { enabled: hasRuns, placeholderData: keepPreviousData }),
  );
  const recipes = useQuery(trpc.runs.diff.queryOptions(input, { enabled: hasRuns, placeholderData: keepPreviousData }));
  const runs = state.runs.flatMap((id) => chosen.data?.find((run) => run.id === id) ?? []);
  const missing = chosen.data === undefined || chosen.isPlaceholderData ? 0 : state.runs.length - runs.length;
  const evaluations = found.data ?? noEvaluations;
  const all = listColumns(runs, evaluations);
  const columns = all.filter(({ key }) => !state.hidden.includes(key));
  const showRunNames = runs.length > 1;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          hasRuns && (
            <>
              <CsvButton columns={columns} evaluations={evaluations} />
              {runs.length > 0 && actions(runs.map(({ id }) => id))}
            </>
          )
        }
      />
      <RunPicker
        selected={state.runs}
        runs={runs}
        onChange={(next) =>
          void setState({ runs: next, hidden: null, baseline: null, page: null }, { history: "push" })
        }
      />
      {missing > 0 && (
        <p role="status" className="mb-4 rounded-md border border-warning/40 bg-warning/10 px-3 py-2 text-sm">
          {t("missing", { count: missing })}
        </p>
      )}
      {!hasRuns ? (
        <EmptyState icon={GitCompareArrows} title={t("empty.title")}>
          {t("empty.body")}
        </EmptyState>
      ) : found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : found.data === undefined ? (
        <Skeleton className="h-96 w-full" />
      ) : all.length === 0 ? (
        <EmptyState icon={GitCompareArrows} title={t("nothingMeasured.title")}>
          {t("nothingMeasured.body")}
        </EmptyState>
      ) : (
        <>
          <ColumnPicker
            columns={all}
            hidden={state.hidden}
            showRunNames={showRunNames}
            onChange={(hidden) => void setState({ hidden })}
          />
          <QualitySection
            columns={columns}
            evaluations={evaluations}
            baseline={state.baseline}
            onBaseline={(baseline) => void setState({ baseline })}
            axis={state.axis}
            onAxis={(axis) => void setState({ axis })}
            showRunNames={showRunNames}
          />
          <ItemsSection columns={columns} state={state} setState={setState} showRunNames={showRunNames} />
        </>
      )}
      {hasRuns && (
        <>
          {showRunNames && recipes.data !== undefined && (
            <section className="mb-6">
              <h2 className="mb-2 font-semibold">{t("recipe.title")}</h2>
              <RecipeDiff
                runs={runs}
                changes={recipes.data}
                showAll={state.allKeys}
                onShowAll={(allKeys) => void setState({ allKeys })}
              />
            </section>
          )}
          <section>
            <h2 className="mb-2 font-semibold">{t("curves")}</h2>
            {curves(runs)}
          </section>
        </>
      )}
    </>
  );
}

function CsvButton({ columns, evaluations }: { columns: Column[]; evaluations: Evaluation[] }) {
  const t = useTranslations("compare");
  const download = () => {
    const url = URL.createObjectURL(
      new Blob([toCsv(columns, listDatasets(evaluations), evaluations)], { type: "text/csv" }),
    );
    const link = document.createElement("a");
    link.href = url;
    link.download = "comparison.csv";
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Button variant="outline" disabled={columns.length === 0} onClick={download}>
      <Download aria-hidden />
      {t("csv")}
    </Button>
  );
}
