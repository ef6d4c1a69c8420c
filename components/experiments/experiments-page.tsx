"use client";

import { useQuery } from "@tanstack/react-query";
import { Archive, FlaskConical, GitCompareArrows, SearchX } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useDeferredValue, useMemo } from "react";
import type { RunSummary } from "../../server/contract/run";
import { useHotkey } from "../lib/use-hotkey";
import { useMediaQuery } from "../lib/use-media-query";
import { EmptyState } from "../shell/empty-state";
import { ErrorState } from "../shell/error-state";
import { PageHeader } from "../shell/page-header";
import { useTRPC } from "../trpc/context";
import { Button } from "../ui/button";
import { ListSkeleton } from "./list-skeleton";
import { RunCards } from "./run-cards";
import { filterRuns, listTags } from "./run-filter";
import { RunTable } from "./run-table";
import { Toolbar } from "./toolbar";
import { useListState } from "./use-list-state";
import { useRunTable } from "./use-run-table";

const noRuns: RunSummary[] = [];

/** The list of all runs with search, filters, order and selection. */
export function ExperimentsPage() {
  const t = useTranslations("experiments");
  const router = useRouter();
  const trpc = useTRPC();
  const listState = useListState();
  const [state, setState] = listState;
  const isNarrow = !useMediaQuery("(min-width: 1000px)", true);
  const query = useQuery(trpc.runs.list.queryOptions({ archived: state.archived }));
  const all = query.data ?? noRuns;
  const search = useDeferredValue(state.q);
  const allTags = useMemo(() => listTags(all), [all]);
  const shown = useMemo(
    () => filterRuns(all, { search, statuses: state.status, tags: state.tag }),
    [all, search, state.status, state.tag],
  );
  const table = useRunTable(shown, allTags, listState);
  useHotkey(
    "n",
    useCallback(() => router.push("/experiments/new"), [router]),
  );

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={<SelectionActions selected={state.selected} onClear={() => void setState({ selected: [] })} />}
      />
      <Toolbar state={state} setState={setState} allTags={allTags} isNarrow={isNarrow} />
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

function SelectionActions({ selected, onClear }: { selected: readonly string[]; onClear: () => void }) {
  const t = useTranslations("experiments");
  if (selected.length === 0) {
    return (
      <Button variant="outline" disabled>
        <GitCompareArrows aria-hidden />
        {t("compare")}
      </Button>
    );
  }
  return (
    <>
      <Button variant="ghost" onClick={onClear}>
        {t("clearSelection")}
      </Button>
      <Button asChild>
        <Link href={`/compare?runs=${selected.map(encodeURIComponent).join(",")}`}>
          <GitCompareArrows aria-hidden />
          {t("compareCount", { count: selected.length })}
        </Link>
      </Button>
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
