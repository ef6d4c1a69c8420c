"use client";

import { useTranslations } from "next-intl";
import type { Evaluation } from "../../server/contract/evaluation";
import { ToggleGroup, ToggleGroupItem } from "../ui/toggle-group";
import { type Column, listDatasets } from "./columns";
import { Frontier, type FrontierAxis } from "./frontier";
import { SubjectTable } from "./subject-table";
import { frontierAxes } from "./use-compare-state";

type QualitySectionProps = {
  columns: readonly Column[];
  evaluations: readonly Evaluation[];
  baseline: string | null;
  onBaseline?: (key: string | null) => void;
  axis: FrontierAxis;
  onAxis: (axis: FrontierAxis) => void;
  showRunNames: boolean;
};

/** For each held-out set the table of subjects and the picture of quality against cost. */
export function QualitySection({
  columns,
  evaluations,
  baseline,
  onBaseline,
  axis,
  onAxis,
  showRunNames,
}: QualitySectionProps) {
  const t = useTranslations("compare");
  return (
    <>
      {listDatasets(evaluations).map((dataset) => (
        <section key={dataset} className="mb-6">
          <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
            <h2 className="font-semibold">{dataset}</h2>
            <ToggleGroup
              type="single"
              value={axis}
              aria-label={t("frontier.axis")}
              onValueChange={(value: string) => {
                const next = frontierAxes.find((known) => known === value);
                if (next) onAxis(next);
              }}
            >
              {frontierAxes.map((value) => (
                <ToggleGroupItem key={value} value={value}>
                  {t(`frontier.${value}`)}
                </ToggleGroupItem>
              ))}
            </ToggleGroup>
          </div>
          <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_26rem]">
            <SubjectTable
              dataset={dataset}
              columns={columns}
              evaluations={evaluations}
              baseline={baseline}
              onBaseline={onBaseline}
              showRunNames={showRunNames}
            />
            <Frontier
              dataset={dataset}
              columns={columns}
              evaluations={evaluations}
              axis={axis}
              showRunNames={showRunNames}
            />
          </div>
        </section>
      ))}
    </>
  );
}
