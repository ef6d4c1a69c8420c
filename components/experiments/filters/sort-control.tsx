"use client";

import { ArrowDownWideNarrow, ArrowUpNarrowWide } from "lucide-react";
import { useTranslations } from "next-intl";
import { runSortKeys } from "../../../server/contract/run-list";
import { Button } from "../../ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../../ui/select";
import type { ListState, SetListState } from "../use-list-state";

/** The order of the list where there are no column heads. */
export function SortControl({ state, setState }: { state: ListState; setState: SetListState }) {
  const t = useTranslations("experiments");
  const isAscending = state.order === "asc";
  return (
    <div className="flex items-center gap-1">
      <Select
        value={state.sort}
        onValueChange={(value) => void setState({ sort: runSortKeys.find((key) => key === value) ?? "created" })}
      >
        <SelectTrigger className="w-36" aria-label={t("filters.sort")}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {runSortKeys.map((key) => (
            <SelectItem key={key} value={key}>
              {t(`columns.${key}`)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <Button
        variant="outline"
        size="icon"
        aria-label={t(`order.${state.order}`)}
        onClick={() => void setState({ order: isAscending ? "desc" : "asc" })}
      >
        {isAscending ? <ArrowUpNarrowWide aria-hidden /> : <ArrowDownWideNarrow aria-hidden />}
      </Button>
    </div>
  );
}
