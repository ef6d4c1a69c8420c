"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleStop, Copy, GitCompareArrows, ListFilter } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { SweepDetail } from "../../server/contract/sweep";
import { useErrorToast } from "../lib/use-error-toast";
import { ConfirmButton } from "../shell/confirm-button";
import { PageHeader } from "../shell/page-header";
import { StatusBadge } from "../shell/status-badge";
import { useTRPC } from "../trpc/context";
import { Button } from "../ui/button";

/** Name, state and size of a sweep, with all that can be done with it; `comparedIds` are the runs that Compare opens with. */
export function SweepHeader({ sweep, comparedIds }: { sweep: SweepDetail; comparedIds: readonly string[] }) {
  const t = useTranslations("sweep");
  const runs = [...sweep.trials.flatMap((trial) => trial.runs), ...sweep.unplaced];
  const ended = runs.filter(({ status }) => !["queued", "running", "stopping"].includes(status)).length;
  const early = runs.filter(({ earlyStop }) => earlyStop !== null).length;
  return (
    <PageHeader
      above={
        <div className="mb-1 flex flex-wrap items-center gap-2 text-muted-foreground text-sm">
          <Link className="underline-offset-2 hover:underline" href="/">
            {t("back")}
          </Link>
          <span>{t("kind")}</span>
          <StatusBadge of="run" status={sweep.status} />
        </div>
      }
      title={sweep.name}
      description={
        <span>
          {t("size", { trials: sweep.trials.length, runs: runs.length, ended })}
          {early > 0 && ` ${t("endedEarly", { count: early })}`}
        </span>
      }
      actions={
        <>
          {ended < runs.length && <CancelButton sweepId={sweep.id} left={runs.length - ended} />}
          <Button variant="outline" asChild>
            <Link href={`/?sweep=${sweep.id}`}>
              <ListFilter aria-hidden />
              {t("actions.runs")}
            </Link>
          </Button>
          {sweep.recipe !== null && (
            <Button variant="outline" asChild>
              <Link href={`/experiments/new?sweep=${sweep.id}`}>
                <Copy aria-hidden />
                {t("actions.clone")}
              </Link>
            </Button>
          )}
          {comparedIds.length > 0 && (
            <Button variant="outline" asChild>
              <Link href={`/compare?runs=${comparedIds.join(",")}`}>
                <GitCompareArrows aria-hidden />
                {t("actions.compare", { count: comparedIds.length })}
              </Link>
            </Button>
          )}
        </>
      }
    />
  );
}

function CancelButton({ sweepId, left }: { sweepId: string; left: number }) {
  const t = useTranslations("sweep.cancel");
  const trpc = useTRPC();
  const onError = useErrorToast();
  const cancel = useMutation(
    trpc.sweeps.cancel.mutationOptions({
      onSuccess: ({ cancelled }) => toast(t("done", { count: cancelled })),
      onError,
    }),
  );
  return (
    <ConfirmButton
      icon={CircleStop}
      label={t("label")}
      title={t("title", { count: left })}
      body={t("body")}
      keepLabel={t("keep")}
      disabled={cancel.isPending}
      onConfirm={() => cancel.mutate({ sweepId })}
    />
  );
}
