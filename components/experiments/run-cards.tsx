"use client";

import type { Table as TableModel } from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import type { RunSummary } from "../../server/contract/run";
import { RelativeTime } from "../lib/relative-time";
import { StatusBadge } from "../shell/status-badge";
import { Card } from "../ui/card";
import { Checkbox } from "../ui/checkbox";
import { HeadlineValue } from "./cells/headline-value";
import { RunMenu } from "./cells/run-menu";
import { RunKnowledge, RunName, RunPair } from "./cells/run-parts";
import { RunProgress } from "./cells/run-progress";
import { Sparkline } from "./cells/sparkline";

/** The runs as cards, for narrow screens. */
export function RunCards({ table, allTags }: { table: TableModel<RunSummary>; allTags: readonly string[] }) {
  const t = useTranslations("experiments.columns");
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      {table.getRowModel().rows.map((row) => {
        const run = row.original;
        return (
          <li key={run.id}>
            <Card className="grid grid-cols-[minmax(0,1fr)] gap-2.5 p-3">
              <div className="flex items-start gap-2.5">
                <Checkbox
                  className="mt-1"
                  aria-label={t("selectRun", { name: run.name })}
                  checked={row.getIsSelected()}
                  onCheckedChange={(isChecked) => row.toggleSelected(isChecked === true)}
                />
                <div className="min-w-0 flex-1">
                  <RunName run={run} />
                </div>
                <RunMenu run={run} allTags={allTags} />
              </div>
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs">
                <StatusBadge of="run" status={run.status} />
                <RunKnowledge kinds={run.knowledge} />
                <RelativeTime atMs={run.createdAt} />
              </div>
              <RunPair run={run} />
              <div className="flex items-end justify-between gap-3">
                <RunProgress run={run} />
                <Sparkline values={run.lossSparkline} runNumber={run.number} />
              </div>
              <dl className="grid grid-cols-3 gap-2 border-t pt-2.5 text-sm">
                {(["quality", "speed", "size"] as const).map((figure) => (
                  <div key={figure}>
                    <dt className="text-muted-foreground text-xs">{t(figure)}</dt>
                    <dd>
                      <HeadlineValue run={run} figure={figure} />
                    </dd>
                  </div>
                ))}
              </dl>
            </Card>
          </li>
        );
      })}
    </ul>
  );
}
