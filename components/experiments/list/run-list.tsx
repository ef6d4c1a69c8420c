"use client";

import { Archive, FlaskConical, SearchX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useDebounced } from "../../lib/use-debounced";
import { useMediaQuery } from "../../lib/use-media-query";
import { EmptyState } from "../../shell/empty-state";
import { ErrorState } from "../../shell/error-state";
import { Button } from "../../ui/button";
import { keysOf } from "../columns/column-choice";
import { useColumnChoice } from "../columns/use-column-choice";
import { Toolbar } from "../filters/toolbar";
import { ListSkeleton } from "../list-skeleton";
import { isFiltered, type ListState, type SetListState } from "../use-list-state";
import { GroupedRuns } from "./grouped-runs";
import { filterOf } from "./list-query";
import { RunCards } from "./run-cards";
import { RunTable } from "./run-table";
import { useRunPages } from "./use-run-pages";
import { useSelection } from "./use-selection";
import { useSorting } from "./use-sorting";

const typingMs = 150;

/** The runs that match search and filters, as a table or, on narrow screens, as cards. */
export function RunList({ listState }: { listState: readonly [ListState, SetListState] }) {
  const t = useTranslations("experiments");
  const [state] = listState;
  const isNarrow = !useMediaQuery("(min-width: 1000px)", true);
  const choice = useColumnChoice();
  const q = useDebounced(state.q, typingMs);
  const filter = useMemo(() => filterOf({ ...state, q }), [state, q]);
  const keys = useMemo(() => keysOf(choice.columns), [choice.columns]);
  const pages = useRunPages({ filter, sort: state.sort, order: state.order, keys });
  const selection = useSelection(listState);
  const sorting = useSorting(listState);
  const { first, total, all } = pages;
  const shown = { pages, columns: choice.columns, sorting, selection };
  return (
    <>
      <Toolbar listState={listState} choice={choice} isNarrow={isNarrow} />
      {first.isPending ? (
        <ListSkeleton label={t("loading")} isNarrow={isNarrow} />
      ) : first.data === undefined ? (
        <ErrorState error={first.error} onRetry={() => void first.refetch()} />
      ) : total === 0 ? (
        <NothingShown hasRuns={all > 0 && isFiltered(state)} isArchive={state.archived} />
      ) : (
        <>
          {state.group !== null ? (
            <GroupedRuns {...{ ...shown, filter, keys, isNarrow }} by={state.group} />
          ) : isNarrow ? (
            <RunCards pages={pages} selection={selection} />
          ) : (
            <RunTable {...shown} />
          )}
          <p className="mt-2 text-muted-foreground text-xs" role="status">
            {total === all ? t("count", { count: all }) : t("countOf", { count: total, total: all })}
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
