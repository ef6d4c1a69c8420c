"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { shortKeys } from "../../../server/contract/recipe/sweep-names";
import type { SweepMeasure, SweepTrialRow } from "../../../server/contract/sweep";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "../../ui/table";
import type { Order } from "../logic/rank";
import { useMeasureText } from "../use-measure-text";
import type { SetSweepState, SweepState } from "../use-sweep-state";
import { TrialRows } from "./trial-rows";

type TrialTableProps = {
  /** In the order in which they are shown. */
  trials: readonly SweepTrialRow[];
  parameters: readonly string[];
  measures: readonly SweepMeasure[];
  metric: SweepMeasure | undefined;
  best: number | null;
  colorOf: (index: number) => string;
  hovered: number | null;
  onHover: (index: number | null) => void;
  state: SweepState;
  setState: SetSweepState;
};

/** The trials with their values and figures; a click on a column head sorts. */
export function TrialTable(props: TrialTableProps) {
  const { trials, parameters, measures, metric, best, colorOf, hovered, onHover, state, setState } = props;
  const t = useTranslations("sweep");
  const text = useMeasureText();
  const names = shortKeys(parameters);
  const sortBy = (id: string, first: Order) => {
    const isSame = state.sort === id;
    void setState({ sort: id, order: isSame ? (state.order === "asc" ? "desc" : "asc") : first });
  };
  const head = (id: string, label: string, first: Order = "asc", title?: string) => (
    <SortHead
      key={id}
      label={label}
      title={title}
      isFirst={id === "trial"}
      order={state.sort === id ? state.order : null}
      onSort={() => sortBy(id, first)}
    />
  );
  const toggle = (index: number) =>
    void setState({
      open: state.open.includes(index) ? state.open.filter((open) => open !== index) : [...state.open, index],
    });
  return (
    <div className="overflow-hidden rounded-lg border bg-card">
      <Table aria-label={t("table")}>
        <TableHeader>
          <TableRow className="hover:bg-transparent">
            {head("trial", t("columns.trial"))}
            {parameters.map((key) => head(key, names.get(key) ?? key, "asc", key))}
            <TableHead>{t("columns.status")}</TableHead>
            {measures.map((measure) => head(measure.id, text.name(measure), measure.isLowerBetter ? "asc" : "desc"))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {trials.map((trial) => (
            <TrialRows
              key={trial.index}
              trial={trial}
              parameters={parameters}
              measures={measures}
              color={colorOf(trial.index)}
              bestBy={trial.index === best ? (metric?.id ?? null) : null}
              isOpen={state.open.includes(trial.index)}
              isMarked={hovered === trial.index}
              onToggle={() => toggle(trial.index)}
              onHover={(isOver) => onHover(isOver ? trial.index : null)}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

type SortHeadProps = {
  label: string;
  title: string | undefined;
  isFirst: boolean;
  order: Order | null;
  onSort: () => void;
};

function SortHead({ label, title, isFirst, order, onSort }: SortHeadProps) {
  const Icon = order === "desc" ? ArrowDown : ArrowUp;
  return (
    <TableHead
      className={isFirst ? "sticky left-0 z-10 bg-card" : undefined}
      aria-sort={order === null ? "none" : order === "asc" ? "ascending" : "descending"}
    >
      <button
        type="button"
        title={title}
        className="inline-flex items-center gap-1 rounded-sm hover:text-foreground"
        onClick={onSort}
      >
        {label}
        {order !== null && <Icon className="size-3" aria-hidden />}
      </button>
    </TableHead>
  );
}
