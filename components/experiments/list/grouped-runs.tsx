"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RunGroup, RunGroupBy } from "../../../server/contract/run-list";
import { cn } from "../../lib/cn";
import { useFormat } from "../../lib/use-format";
import { ErrorState } from "../../shell/error-state";
import { useTRPC } from "../../trpc/context";
import { Badge } from "../../ui/badge";
import { ListSkeleton } from "../list-skeleton";
import { type GroupProps, GroupRows } from "./group-rows";
import { useGroupName } from "./use-group-name";

type GroupedRunsProps = GroupProps & { by: RunGroupBy };

/** The runs by groups, each to be opened; an open one asks for its own runs. */
export function GroupedRuns(props: GroupedRunsProps) {
  const t = useTranslations("experiments");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.runs.groups.queryOptions({ ...props.filter, by: props.by }, { placeholderData: keepPreviousData }),
  );
  if (data === undefined)
    return error === null ? (
      <ListSkeleton label={t("loading")} isNarrow={props.isNarrow} />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {data.map((group, index) => (
        <li key={group.value ?? ""} className="rounded-lg border bg-card">
          <Group {...props} group={group} isFirst={index === 0} />
        </li>
      ))}
    </ul>
  );
}

function Group({ group, isFirst, ...props }: GroupedRunsProps & { group: RunGroup; isFirst: boolean }) {
  const t = useTranslations("experiments.groups");
  const format = useFormat();
  const name = useGroupName(props.by)(group);
  const [isOpen, setIsOpen] = useState(isFirst);
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen}
        className="flex min-h-10 w-full flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-left text-sm hover:bg-muted/60"
        onClick={() => setIsOpen(!isOpen)}
      >
        <ChevronRight className={cn("size-4 shrink-0 transition-transform", isOpen && "rotate-90")} aria-hidden />
        <span className="min-w-0 break-words font-medium">{name}</span>
        <span className="text-muted-foreground text-xs">{t("count", { count: group.count })}</span>
        {group.active > 0 && <Badge variant="info">{t("active", { count: group.active })}</Badge>}
        {group.failed > 0 && <Badge variant="destructive">{t("failed", { count: group.failed })}</Badge>}
        {group.bestQuality !== null && (
          <span className="ml-auto text-muted-foreground text-xs">
            {t("best", { quality: format.percent(group.bestQuality, 0) })}
          </span>
        )}
      </button>
      {isOpen && <GroupRows {...props} filter={{ ...props.filter, group: { by: props.by, value: group.value } }} />}
    </>
  );
}
