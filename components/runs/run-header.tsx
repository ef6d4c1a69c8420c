"use client";

import { useMutation } from "@tanstack/react-query";
import { CirclePause, CircleStop, Copy, GitCompareArrows, RotateCcw, StepForward } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { toast } from "sonner";
import type { RunDetail } from "../../server/contract/run";
import { lastPathPart } from "../lib/format";
import { useApiError } from "../lib/use-api-error";
import { useFormat } from "../lib/use-format";
import { useNow } from "../lib/use-now";
import { useStageTitle } from "../lib/use-stage-title";
import { ConfirmButton } from "../shell/confirm-button";
import { PageHeader } from "../shell/page-header";
import { StatusBadge } from "../shell/status-badge";
import { StoredBadge } from "../shell/stored-problem";
import { useTRPC } from "../trpc/context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { type NextStep, nextStepOf } from "./next-step";

/** Name, state and pair of a run, with all that can be done with it. */
export function RunHeader({ run, extraActions }: { run: RunDetail; extraActions: ReactNode }) {
  const t = useTranslations("run");
  const isActive = ["queued", "running", "stopping"].includes(run.status);
  const isImported = run.stages.some(({ attempts }) => attempts.some(({ executor }) => executor === "import"));
  const next = run.status === "succeeded" || isImported ? null : nextStepOf(run, !isActive);
  return (
    <PageHeader
      above={
        <div className="mb-1 flex flex-wrap items-center gap-2 text-muted-foreground text-sm">
          <Link className="underline-offset-2 hover:underline" href="/">
            {t("back")}
          </Link>
          <span>#{run.number}</span>
          <StatusBadge of="run" status={run.status} />
          <StoredBadge run={run} />
          <Elapsed run={run} />
          <SweepLink run={run} />
          {run.tags.map((tag) => (
            <Badge key={tag} variant="outline">
              {tag}
            </Badge>
          ))}
        </div>
      }
      title={run.name}
      description={
        run.teacher !== null &&
        run.student !== null && (
          <span title={`${run.teacher} → ${run.student}`}>
            {lastPathPart(run.teacher)} → {lastPathPart(run.student)}
          </span>
        )
      }
      actions={
        <>
          {isActive && <EndButtons run={run} />}
          {next !== null && <RetryButton run={run} next={next} />}
          {run.recipe !== null && (
            <Button variant={run.status === "failed" && next?.isFirst !== true ? "default" : "outline"} asChild>
              <Link href={`/experiments/new?from=${run.id}`}>
                <Copy aria-hidden />
                {t(run.status === "failed" ? "actions.cloneAndChange" : "actions.clone")}
              </Link>
            </Button>
          )}
          <Button variant="outline" asChild>
            <Link href={`/compare?runs=${[run.id, run.parentRunId].filter(Boolean).join(",")}`}>
              <GitCompareArrows aria-hidden />
              {t("actions.compare")}
            </Link>
          </Button>
          {extraActions}
        </>
      }
    />
  );
}

function SweepLink({ run: { sweep } }: { run: RunDetail }) {
  const t = useTranslations("run.sweep");
  if (sweep === null) return null;
  return (
    <>
      <Link className="underline underline-offset-2 hover:text-foreground" href={`/sweeps/${sweep.id}`}>
        {t("link", { trial: sweep.trial.index + 1, name: sweep.name })}
      </Link>
      {sweep.earlyStop !== null && <Badge variant="warning">{t("early", { step: sweep.earlyStop.step })}</Badge>}
    </>
  );
}

function Elapsed({ run }: { run: RunDetail }) {
  const format = useFormat();
  const now = useNow(1_000);
  if (run.startedAt === null) return null;
  return <time suppressHydrationWarning>{format.duration((run.endedAt ?? now) - run.startedAt)}</time>;
}

function EndButtons({ run }: { run: RunDetail }) {
  const t = useTranslations("run.actions");
  const trpc = useTRPC();
  const describeError = useApiError();
  const onError = (error: unknown) => toast.error(describeError(error).message);
  const stop = useMutation(trpc.runs.stop.mutationOptions({ onError }));
  const cancel = useMutation(trpc.runs.cancel.mutationOptions({ onError }));
  return (
    <>
      <ConfirmButton
        icon={CirclePause}
        label={t("stop")}
        title={t("stopTitle")}
        body={t("stopBody")}
        keepLabel={t("keepRunning")}
        disabled={run.status === "stopping" || stop.isPending}
        onConfirm={() => stop.mutate({ runId: run.id })}
      />
      <ConfirmButton
        icon={CircleStop}
        label={t("cancel")}
        title={t("cancelTitle")}
        body={t("cancelBody")}
        keepLabel={t("keepRunning")}
        disabled={cancel.isPending}
        onConfirm={() => cancel.mutate({ runId: run.id })}
      />
    </>
  );
}

/** Makes another attempt of the stage that did not succeed; in a run that has not ended, of one that was lost and would be tried again later. */
function RetryButton({ run, next }: { run: RunDetail; next: NextStep }) {
  const t = useTranslations("run.actions");
  const trpc = useTRPC();
  const titleOf = useStageTitle();
  const describeError = useApiError();
  const retry = useMutation(
    trpc.runs.retryStage.mutationOptions({ onError: (error) => toast.error(describeError(error).message) }),
  );
  const labelOf = () => {
    if (next.kind === "quantize-anyway") return t("quantizeAnyway");
    if (next.kind === "retry") return t("retry", { stage: titleOf(next.stage) });
    return next.step === null ? t("resume") : t("resumeFrom", { step: next.step });
  };
  const Icon = next.kind === "resume" ? StepForward : RotateCcw;
  return (
    <Button
      variant={next.isFirst ? "default" : "outline"}
      disabled={retry.isPending}
      onClick={() => retry.mutate({ runId: run.id, stageKey: next.stage.key })}
    >
      <Icon aria-hidden />
      {labelOf()}
    </Button>
  );
}
