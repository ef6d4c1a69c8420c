"use client";

import { useQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { QueuedRun } from "../../../server/contract/queue";
import { EmptyState } from "../../shell/empty-state";
import { ErrorState } from "../../shell/error-state";
import { useTRPC } from "../../trpc/context";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "../../ui/table";
import { ListSkeleton } from "../list-skeleton";
import { beforeOf, neighbourOf } from "./queue-moves";
import { QueueRow } from "./queue-row";
import { useQueueActions } from "./use-queue-actions";

const columns = ["order", "run", "experiment", "waits", "next", "priority", "actions"] as const;

/** Runs that wait, in the order in which they start, with what each waits for. */
export function QueueView() {
  const t = useTranslations("experiments.queue");
  const trpc = useTRPC();
  const query = useQuery(trpc.runs.queue.queryOptions());
  if (query.isPending) return <ListSkeleton label={t("loading")} isNarrow={false} />;
  if (query.data === undefined) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.length === 0)
    return (
      <EmptyState icon={ListChecks} title={t("empty.title")}>
        {t("empty.body")}
      </EmptyState>
    );
  return <QueueTable queue={query.data} />;
}

function QueueTable({ queue }: { queue: QueuedRun[] }) {
  const t = useTranslations("experiments.queue");
  const actions = useQueueActions();
  const [announced, setAnnounced] = useState("");
  const moveTo = (runId: string, targetId: string | undefined) => {
    const before = targetId === undefined ? undefined : beforeOf(queue, runId, targetId);
    if (before === undefined) return;
    const place = queue.findIndex((run) => run.runId === targetId) + 1;
    setAnnounced(t("moved", { name: queue.find((run) => run.runId === runId)?.name ?? "", place }));
    actions.move(runId, before);
  };
  const stepOf = (runId: string, step: -1 | 1) => {
    const neighbour = neighbourOf(queue, runId, step);
    return neighbour === undefined ? undefined : () => moveTo(runId, neighbour);
  };
  return (
    <>
      <p className="mb-2 text-muted-foreground text-sm">{t("explain")}</p>
      <div className="rounded-lg border bg-card">
        <Table aria-label={t("label")}>
          <TableHeader>
            <TableRow className="hover:bg-transparent">
              {columns.map((column) => (
                <TableHead key={column} className={column === "experiment" ? "hidden sm:table-cell" : undefined}>
                  {t(`columns.${column}`)}
                </TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {queue.map((run, index) => (
              <QueueRow
                key={run.runId}
                run={run}
                place={index + 1}
                actions={actions}
                onStep={{ up: stepOf(run.runId, -1), down: stepOf(run.runId, 1) }}
                onDrop={(dropped) => moveTo(dropped, run.runId)}
              />
            ))}
          </TableBody>
        </Table>
      </div>
      <p className="sr-only" role="status">
        {announced}
      </p>
    </>
  );
}
