"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ListX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDebounced } from "../lib/use-debounced";
import { EmptyState } from "../shell/empty-state";
import { ErrorState } from "../shell/error-state";
import { useTRPC } from "../trpc/context";
import { Skeleton } from "../ui/skeleton";
import type { Column } from "./columns";
import { ItemsTable } from "./items-table";
import { ItemsToolbar, itemsPerPage } from "./items-toolbar";
import type { CompareState, SetCompareState } from "./use-compare-state";

type ItemsSectionProps = {
  columns: readonly Column[];
  state: CompareState;
  setState: SetCompareState;
  showRunNames: boolean;
  /** The token of a share link; its items are asked for instead of the runs' own. */
  shareToken?: string;
};

/** The prompts with every subject's answer, filtered, searched and paged. */
export function ItemsSection({ columns, state, setState, showRunNames, shareToken }: ItemsSectionProps) {
  const t = useTranslations("compare.items");
  const trpc = useTRPC();
  const search = useDebounced(state.search, 250);
  const query = {
    dataset: state.dataset,
    filter: state.filter,
    search,
    offset: state.page * itemsPerPage,
    limit: itemsPerPage,
  };
  const own = trpc.evaluations.items.queryOptions(
    { ...query, columns: columns.map(({ key }) => key) },
    { placeholderData: keepPreviousData, enabled: shareToken === undefined && columns.length > 0 },
  );
  const shared = trpc.shares.items.queryOptions(
    { ...query, token: shareToken ?? "" },
    { placeholderData: keepPreviousData, enabled: shareToken !== undefined },
  );
  const ownResult = useQuery(own);
  const sharedResult = useQuery(shared);
  const { data, error, refetch } = shareToken === undefined ? ownResult : sharedResult;
  return (
    <section className="mb-6">
      <h2 className="font-semibold">{t("title")}</h2>
      <p className="mb-2 text-muted-foreground text-xs">{t("latencyNote")}</p>
      <ItemsToolbar state={state} setState={setState} total={data?.total ?? null} />
      {error !== null && data === undefined ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton className="h-96 w-full" />
      ) : data.items.length === 0 ? (
        <EmptyState icon={ListX} title={t("none")} />
      ) : (
        <ItemsTable items={data.items} columns={columns} showRunNames={showRunNames} />
      )}
    </section>
  );
}
