"use client";

import { useTranslations } from "next-intl";
import type { RunRow } from "../../../server/contract/run-list";
import { RelativeTime } from "../../lib/relative-time";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Checkbox } from "../../ui/checkbox";
import { HeadlineValue } from "../cells/headline-value";
import { RunMenu } from "../cells/run-menu";
import { RunKnowledge, RunName, RunPair } from "../cells/run-parts";
import { RunProgress } from "../cells/run-progress";
import { RunStatusCell } from "../cells/run-status";
import { Sparkline } from "../cells/sparkline";
import { pageSize } from "./list-query";
import type { RunPages } from "./use-run-pages";
import type { Selection } from "./use-selection";

/** The runs as cards, for narrow screens; further ones by a button. */
export function RunCards({ pages: { loaded, total, show }, selection }: { pages: RunPages; selection: Selection }) {
  const t = useTranslations("experiments");
  return (
    <>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
        {loaded.map((run) => (
          <li key={run.id} className="[contain-intrinsic-size:auto_15rem] [content-visibility:auto]">
            <RunCard run={run} selection={selection} />
          </li>
        ))}
      </ul>
      {loaded.length < total && (
        <Button variant="outline" className="mt-3 w-full" onClick={() => show(0, loaded.length + pageSize - 1)}>
          {t("showMore")}
        </Button>
      )}
    </>
  );
}

function RunCard({ run, selection }: { run: RunRow; selection: Selection }) {
  const t = useTranslations("experiments.columns");
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-2.5 p-3">
      <div className="flex items-start gap-2.5">
        <Checkbox
          className="mt-1"
          aria-label={t("selectRun", { name: run.name })}
          checked={selection.has(run.id)}
          onCheckedChange={(isChecked) => selection.set(run.id, isChecked === true)}
        />
        <div className="min-w-0 flex-1">
          <RunName run={run} />
        </div>
        <RunMenu run={run} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs">
        <RunStatusCell run={run} />
        <RunKnowledge kinds={run.knowledge} />
        <RelativeTime atMs={run.createdAt} />
      </div>
      <RunPair run={run} />
      <div className="flex items-end justify-between gap-3">
        <RunProgress run={run} />
        <Sparkline values={run.loss} runNumber={run.number} />
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
  );
}
