"use client";

import { ArrowDownWideNarrow, ArrowUpNarrowWide, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useId, useRef } from "react";
import { runStatusSchema } from "../../server/contract/run";
import { useHotkey } from "../lib/use-hotkey";
import { StatusBadge } from "../shell/status-badge";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { Label } from "../ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../ui/select";
import { Switch } from "../ui/switch";
import { FilterMenu } from "./filter-menu";
import { type ListState, type SetListState, sortKeys } from "./use-list-state";

type ToolbarProps = {
  state: ListState;
  setState: SetListState;
  allTags: readonly string[];
  sweeps: readonly { id: string; name: string }[];
  isNarrow: boolean;
};

/** Search, filters, archive and (on narrow screens, where there are no column heads) the order. */
export function Toolbar({ state, setState, allTags, sweeps, isNarrow }: ToolbarProps) {
  const t = useTranslations("experiments");
  const archivedId = useId();
  const searchRef = useRef<HTMLInputElement>(null);
  useHotkey(
    "/",
    useCallback(() => searchRef.current?.focus(), []),
  );
  const isFiltered = state.q !== "" || [state.status, state.tag, state.sweep].some(({ length }) => length > 0);
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <div className="relative w-full sm:w-72">
        <Search className="absolute top-2 left-2.5 size-4 text-muted-foreground" aria-hidden />
        <Input
          ref={searchRef}
          type="search"
          className="pr-8 pl-8"
          value={state.q}
          placeholder={t("search")}
          aria-label={t("search")}
          aria-keyshortcuts="/"
          title={t("searchHint")}
          onChange={(event) => void setState({ q: event.target.value }, { throttleMs: 250 })}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
        {state.q === "" && (
          <kbd className="pointer-events-none absolute top-1.5 right-2 rounded border bg-muted px-1.5 font-mono text-muted-foreground text-xs max-sm:hidden">
            /
          </kbd>
        )}
      </div>
      <FilterMenu
        label={t("filters.status")}
        options={runStatusSchema.options.map((value) => ({ value, label: <StatusBadge of="run" status={value} /> }))}
        selected={state.status}
        onChange={(status) => void setState({ status })}
      />
      {(allTags.length > 0 || state.tag.length > 0) && (
        <FilterMenu
          label={t("filters.tag")}
          options={[...new Set([...allTags, ...state.tag])].map((value) => ({ value, label: value }))}
          selected={state.tag}
          onChange={(tag) => void setState({ tag })}
        />
      )}
      {(sweeps.length > 0 || state.sweep.length > 0) && (
        <FilterMenu
          label={t("filters.sweep")}
          options={sweeps.map(({ id, name }) => ({ value: id, label: name }))}
          selected={state.sweep}
          onChange={(sweep) => void setState({ sweep })}
        />
      )}
      {isNarrow && <SortControl state={state} setState={setState} />}
      <div className="flex h-8 items-center gap-2 px-1">
        <Switch
          id={archivedId}
          checked={state.archived}
          onCheckedChange={(archived) => void setState({ archived, selected: [] })}
        />
        <Label htmlFor={archivedId}>{t("filters.archived")}</Label>
      </div>
      {isFiltered && (
        <Button variant="ghost" onClick={() => void setState({ q: "", status: [], tag: [], sweep: [] })}>
          {t("filters.clear")}
        </Button>
      )}
    </search>
  );
}

function SortControl({ state, setState }: Pick<ToolbarProps, "state" | "setState">) {
  const t = useTranslations("experiments");
  const isAscending = state.order === "asc";
  return (
    <div className="flex items-center gap-1">
      <Select
        value={state.sort}
        onValueChange={(value) => void setState({ sort: sortKeys.find((key) => key === value) ?? "created" })}
      >
        <SelectTrigger className="w-36" aria-label={t("filters.sort")}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {sortKeys.map((key) => (
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
