"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { RunSummary } from "../../server/contract/run";
import { RelativeTime } from "../lib/relative-time";
import { StatusBadge } from "../shell/status-badge";
import { Checkbox } from "../ui/checkbox";
import { HeadlineValue, headlineNumber } from "./cells/headline-value";
import { RunMenu } from "./cells/run-menu";
import { RunKnowledge, RunName, RunPair } from "./cells/run-parts";
import { RunProgress } from "./cells/run-progress";
import { Sparkline } from "./cells/sparkline";

const column = createColumnHelper<RunSummary>();

/** The columns of the list of runs; ids are those of `sortKeys` where a column sorts. */
export function useColumns(allTags: readonly string[]) {
  const t = useTranslations("experiments.columns");
  return useMemo(
    () => [
      column.display({
        id: "select",
        header: ({ table }) => (
          <Checkbox
            aria-label={t("selectAll")}
            checked={table.getIsAllRowsSelected() ? true : table.getIsSomeRowsSelected() ? "indeterminate" : false}
            onCheckedChange={(isChecked) => table.toggleAllRowsSelected(isChecked === true)}
          />
        ),
        cell: ({ row }) => (
          <Checkbox
            aria-label={t("selectRun", { name: row.original.name })}
            checked={row.getIsSelected()}
            onCheckedChange={(isChecked) => row.toggleSelected(isChecked === true)}
          />
        ),
      }),
      column.accessor("status", {
        header: t("status"),
        cell: ({ getValue }) => <StatusBadge of="run" status={getValue()} />,
      }),
      column.accessor("name", { header: t("name"), cell: ({ row }) => <RunName run={row.original} /> }),
      column.display({ id: "pair", header: t("pair"), cell: ({ row }) => <RunPair run={row.original} /> }),
      column.display({
        id: "knowledge",
        header: t("knowledge"),
        cell: ({ row }) => <RunKnowledge kinds={row.original.knowledge} />,
      }),
      column.accessor((run) => run.progress.fraction, {
        id: "progress",
        header: t("progress"),
        cell: ({ row }) => <RunProgress run={row.original} />,
      }),
      column.display({
        id: "loss",
        header: t("loss"),
        cell: ({ row }) => <Sparkline values={row.original.lossSparkline} runNumber={row.original.number} />,
      }),
      ...(["quality", "speed", "size"] as const).map((figure) =>
        column.accessor((run) => headlineNumber(run.headline, figure) ?? undefined, {
          id: figure,
          header: t(figure),
          sortUndefined: "last",
          cell: ({ row }) => <HeadlineValue run={row.original} figure={figure} />,
        }),
      ),
      column.accessor("createdAt", {
        id: "created",
        header: t("created"),
        cell: ({ getValue }) => <RelativeTime atMs={getValue()} />,
      }),
      column.display({
        id: "menu",
        header: () => <span className="sr-only">{t("menu")}</span>,
        cell: ({ row }) => <RunMenu run={row.original} allTags={allTags} />,
      }),
    ],
    [t, allTags],
  );
}
