"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { knowledgeKinds } from "../../../server/contract/recipe/knowledge-kinds";
import { runStatusSchema } from "../../../server/contract/run";
import { runOriginSchema } from "../../../server/contract/run-list";
import { StatusBadge } from "../../shell/status-badge";
import { useTRPC } from "../../trpc/context";
import { Button } from "../../ui/button";
import { Label } from "../../ui/label";
import { Switch } from "../../ui/switch";
import type { ColumnChoice } from "../columns/use-column-choice";
import { isFiltered, type ListState, noFilters, type SetListState } from "../use-list-state";
import { ColumnMenu } from "./column-menu";
import { DateFilter } from "./date-filter";
import { FilterMenu } from "./filter-menu";
import { GroupSelect } from "./group-select";
import { SearchField } from "./search-field";
import { SortControl } from "./sort-control";

type ToolbarProps = {
  listState: readonly [ListState, SetListState];
  choice: ColumnChoice;
  isNarrow: boolean;
};

const noFacets = { tags: [], sweeps: [], keys: [] };

/** Search, filters, grouping, columns, archive and (on narrow screens, where there are no column heads) the order. */
export function Toolbar({ listState: [state, setState], choice, isNarrow }: ToolbarProps) {
  const t = useTranslations();
  const trpc = useTRPC();
  const archivedId = useId();
  const { data: facets = noFacets } = useQuery(
    trpc.runs.facets.queryOptions({ archived: state.archived }, { staleTime: 60_000 }),
  );
  const tags = [...new Set([...facets.tags.map(({ name }) => name), ...state.tag])];
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      <SearchField text={state.q} onChange={(q) => void setState({ q }, { throttleMs: 250 })} />
      <FilterMenu
        label={t("experiments.filters.status")}
        options={runStatusSchema.options.map((value) => ({ value, label: <StatusBadge of="run" status={value} /> }))}
        selected={state.status}
        onChange={(status) => void setState({ status })}
      />
      {tags.length > 0 && (
        <FilterMenu
          label={t("experiments.filters.tag")}
          options={tags.map((value) => ({ value, label: value }))}
          selected={state.tag}
          onChange={(tag) => void setState({ tag })}
        />
      )}
      {(facets.sweeps.length > 0 || state.sweep.length > 0) && (
        <FilterMenu
          label={t("experiments.filters.sweep")}
          options={facets.sweeps.map(({ id, name }) => ({ value: id, label: name }))}
          selected={state.sweep}
          onChange={(sweep) => void setState({ sweep })}
        />
      )}
      <FilterMenu
        label={t("experiments.filters.knowledge")}
        options={knowledgeKinds.map((value) => ({ value, label: t(`common.knowledge.${value}`) }))}
        selected={state.knowledge}
        onChange={(knowledge) => void setState({ knowledge })}
      />
      <FilterMenu
        label={t("experiments.filters.origin")}
        options={runOriginSchema.options.map((value) => ({ value, label: t(`experiments.origin.${value}`) }))}
        selected={state.origin}
        onChange={(origin) => void setState({ origin })}
      />
      <DateFilter from={state.from} to={state.to} onChange={(days) => void setState(days)} />
      <GroupSelect by={state.group} keys={facets.keys} onChange={(group) => void setState({ group })} />
      {isNarrow ? <SortControl state={state} setState={setState} /> : <ColumnMenu choice={choice} keys={facets.keys} />}
      <div className="flex h-8 items-center gap-2 px-1">
        <Switch
          id={archivedId}
          checked={state.archived}
          onCheckedChange={(archived) => void setState({ archived, selected: [] })}
        />
        <Label htmlFor={archivedId}>{t("experiments.filters.archived")}</Label>
      </div>
      {isFiltered(state) && (
        <Button variant="ghost" onClick={() => void setState(noFilters)}>
          {t("experiments.filters.clear")}
        </Button>
      )}
    </search>
  );
}
