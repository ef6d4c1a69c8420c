"use client";

import { useQuery } from "@tanstack/react-query";
import { Archive, FlaskConical, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo } from "react";
import type { RunSummary } from "../../server/contract/run";
import { useMediaQuery } from "../lib/use-media-query";
import { EmptyState } from "../shell/empty-state";
import { ErrorState } from "../shell/error-state";
import { useTRPC } from "../trpc/context";
import { Button } from "../ui/button";
import { ListSkeleton } from "./list-skeleton";
import { RunCards } from "./run-cards";
import { filterRuns, listSweeps, listTags } from "./run-filter";
import { RunTable } from "./run-table";
import { Toolbar } from "./toolbar";
import type { ListState, SetListState } from "./use-list-state";
import { useRunTable } from "./use-run-table";

const noRuns: RunSummary[] = [];

/** The runs that match search and filters, as a table or, on narrow screens, as cards. */
export function RunList({ listState }: { listState: readonly [ListState, SetListState] }) {
  const t = useTranslations("experiments");
  const trpc = useTRPC();
  const [state, setState] = listState;
  const isNarrow = !useMediaQuery("(min-width: 1000px)", true);
  const query = useQuery(trpc.runs.list.queryOptions({ archived: state.archived }));
  const all = query.data ?? noRuns;
  const search = useDeferredValue(state.q);
  const allTags = useMemo(() => listTags(all), [all]);
  const sweeps = useMemo(() => listSweeps(all), [all]);
  const shown = useMemo(
    () => filterRuns(all, { search, statuses: state.status, tags: state.tag, sweeps: state.sweep }),
    [all, search, state.status, state.tag, state.sweep],
  );
  const table = useRunTable(shown, allTags, listState);
  return (
    <>
      <Toolbar state={state} setState={setState} allTags={allTags} sweeps={sweeps} isNarrow={isNarrow} />
      {query.isPending ? (
        <ListSkeleton label={t("loading")} isNarrow={isNarrow} />
      ) : query.isError && query.data === undefined ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : shown.length === 0 ? (
        <NothingShown hasRuns={all.length > 0} isArchive={state.archived} />
      ) : (
        <>
          {isNarrow ? <RunCards table={table} allTags={allTags} /> : <RunTable table={table} />}
          <p className="mt-2 text-muted-foreground text-xs" role="status">
            {shown.length === all.length
              ? t("count", { count: all.length })
              : t("countOf", { count: shown.length, total: all.length })}
          </p>
        </>
      )}
    </>
  );
}

function NothingShown({ hasRuns, isArchive }: { hasRuns: boolean; isArchive: boolean }) {
  const t = useTranslations("experiments");
  if (hasRuns)
    return (
      <EmptyState icon={SearchX} title={t("noMatch.title")}>
        {t("noMatch.body")}
      </EmptyState>
    );
  if (isArchive)
    return (
      <EmptyState icon={Archive} title={t("emptyArchived.title")}>
        {t("emptyArchived.body")}
      </EmptyState>
    );
  return (
    <EmptyState
      icon={FlaskConical}
      title={t("empty.title")}
      actions={
        <Button asChild size="lg">
          <Link href="/experiments/new">{t("empty.action")}</Link>
        </Button>
      }
    >
      {t("empty.body")}
    </EmptyState>
  );
}
