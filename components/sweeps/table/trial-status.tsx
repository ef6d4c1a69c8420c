"use client";

import { CircleStop } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SweepRun } from "../../../server/contract/sweep";
import { useFormat } from "../../lib/use-format";
import { StatusBadge } from "../../shell/status-badge";
import { StoredBadge } from "../../shell/stored-problem";
import { Badge } from "../../ui/badge";
import { Tooltip, TooltipContent, TooltipTrigger } from "../../ui/tooltip";

/** The status of a run; one that its sweep ended early says so, and why. */
export function SweepRunStatus({ run }: { run: SweepRun }) {
  const t = useTranslations("sweep.early");
  const format = useFormat();
  if (run.earlyStop === null) return <StatusBadge of="run" status={run.status} />;
  const { key, step, best, median, trials } = run.earlyStop;
  return (
    <Tooltip>
      <TooltipTrigger className="rounded-md">
        <Badge variant="warning" data-status="early">
          <CircleStop aria-hidden />
          {t("badge", { step })}
        </Badge>
      </TooltipTrigger>
      <TooltipContent>
        {t("why", { key, step, trials, best: format.significant(best), median: format.significant(median) })}
      </TooltipContent>
    </Tooltip>
  );
}

/** The statuses of a trial's runs, each once with how many have it. */
export function TrialStatus({ runs }: { runs: readonly SweepRun[] }) {
  const unreadable = runs.find(({ recipeProblem }) => recipeProblem !== null);
  const groups = new Map<string, SweepRun[]>();
  for (const run of runs) {
    const key = run.earlyStop === null ? run.status : "early";
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return (
    <span className="flex flex-wrap items-center gap-1">
      {unreadable !== undefined && <StoredBadge run={unreadable} />}
      {[...groups].map(([key, [first, ...more]]) =>
        first === undefined ? null : (
          <span key={key} className="inline-flex items-center gap-1">
            <SweepRunStatus run={first} />
            {runs.length > 1 && <span className="text-muted-foreground text-xs">×{more.length + 1}</span>}
          </span>
        ),
      )}
    </span>
  );
}
