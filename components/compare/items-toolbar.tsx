"use client";

import { ChevronLeft, ChevronRight, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { ToggleGroup, ToggleGroupItem } from "../ui/toggle-group";
import { type CompareState, itemFilters, type SetCompareState } from "./use-compare-state";

export const itemsPerPage = 25;

type ItemsToolbarProps = { state: CompareState; setState: SetCompareState; total: number | null };

/** Filter, search and pages of the items. */
export function ItemsToolbar({ state, setState, total }: ItemsToolbarProps) {
  const t = useTranslations("compare.items");
  const pages = total === null ? 1 : Math.max(1, Math.ceil(total / itemsPerPage));
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      <ToggleGroup
        type="single"
        value={state.filter}
        aria-label={t("filterLabel")}
        onValueChange={(value: string) => {
          const filter = itemFilters.find((known) => known === value);
          if (filter) void setState({ filter, page: null });
        }}
      >
        {itemFilters.map((filter) => (
          <ToggleGroupItem key={filter} value={filter}>
            {t(`filter.${filter}`)}
          </ToggleGroupItem>
        ))}
      </ToggleGroup>
      <div className="relative">
        <Search className="absolute top-2 left-2 size-4 text-muted-foreground" aria-hidden />
        <Input
          type="search"
          className="w-52 pl-8"
          placeholder={t("search")}
          aria-label={t("search")}
          value={state.search}
          onChange={(event) =>
            void setState(
              { search: event.target.value, page: null },
              { limitUrlUpdates: { method: "throttle", timeMs: 200 } },
            )
          }
        />
      </div>
      <span className="text-muted-foreground text-xs" role="status">
        {total === null ? "" : t("count", { count: total })}
      </span>
      <div className="ml-auto flex items-center gap-1">
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("previous")}
          disabled={state.page === 0}
          onClick={() => void setState({ page: state.page - 1 })}
        >
          <ChevronLeft aria-hidden />
        </Button>
        <span className="text-muted-foreground text-xs">{t("page", { page: state.page + 1, pages })}</span>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("next")}
          disabled={state.page + 1 >= pages}
          onClick={() => void setState({ page: state.page + 1 })}
        >
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </div>
  );
}
