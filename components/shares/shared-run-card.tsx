"use client";

import { useTranslations } from "next-intl";
import type { SharedRun } from "../../server/contract/share";
import { stageKinds } from "../../server/contract/stage-kinds";
import { useFormat } from "../lib/use-format";
import { useText } from "../lib/use-text";
import { StatusBadge } from "../shell/status-badge";
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from "../ui/collapsible";
import { Progress } from "../ui/progress";

/** A shared run in short: pair, state, stages, settings. */
export function SharedRunCard({ run }: { run: SharedRun }) {
  const t = useTranslations("share");
  const common = useTranslations("common");
  const text = useText();
  const format = useFormat();
  return (
    <article className="rounded-lg border bg-card p-3 text-sm">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 truncate font-semibold">{run.name}</h2>
        <StatusBadge of="run" status={run.status} />
      </header>
      <p className="mt-1 break-words text-muted-foreground">
        {run.teacher === null ? common("stored.unreadable") : `${run.teacher} → ${run.student}`}
      </p>
      <Progress className="my-2" value={run.progress.fraction * 100} aria-label={t("progress")} />
      <ul className="flex flex-col gap-1">
        {run.stages.map((stage) => (
          <li key={stage.key} className="flex items-center justify-between gap-2">
            <span className="min-w-0 truncate">
              {text(stageKinds[stage.kind].name)}
              {stage.subject !== null && <span className="text-muted-foreground"> · {stage.subject}</span>}
            </span>
            <span className="flex shrink-0 items-center gap-2 text-muted-foreground text-xs">
              {stage.startedAt !== null && stage.endedAt !== null && format.duration(stage.endedAt - stage.startedAt)}
              <StatusBadge of="stage" status={stage.status} />
            </span>
          </li>
        ))}
      </ul>
      <Collapsible className="mt-2">
        <CollapsibleTrigger className="text-primary text-xs underline-offset-2 hover:underline">
          {t("settings")}
        </CollapsibleTrigger>
        <CollapsibleContent>
          <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 font-mono text-xs">
            {run.settings.map(({ path, value }) => (
              <div key={path} className="contents">
                <dt className="text-muted-foreground">{path}</dt>
                <dd className="break-all">{value}</dd>
              </div>
            ))}
          </dl>
        </CollapsibleContent>
      </Collapsible>
    </article>
  );
}
