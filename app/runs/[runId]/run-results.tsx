"use client";

import { ClipboardList } from "lucide-react";
import { useTranslations } from "next-intl";
import { listColumns } from "@/components/compare/columns";
import { QualitySection } from "@/components/compare/quality-section";
import { useCompareState } from "@/components/compare/use-compare-state";
import { EmptyState } from "@/components/shell/empty-state";
import type { RunDetail } from "@/server/contract/run";

/** The subjects of one run side by side. */
export function RunResults({ run }: { run: RunDetail }) {
  const t = useTranslations("run.results");
  const [state, setState] = useCompareState();
  if (run.evaluations.length === 0)
    return (
      <EmptyState icon={ClipboardList} title={t("empty.title")}>
        {t("empty.body")}
      </EmptyState>
    );
  return (
    <QualitySection
      columns={listColumns([run], run.evaluations)}
      evaluations={run.evaluations}
      baseline={state.baseline}
      onBaseline={(baseline) => void setState({ baseline })}
      axis={state.axis}
      onAxis={(axis) => void setState({ axis })}
      showRunNames={false}
    />
  );
}
