"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { StepForward } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { Checkpoint, RunDetail } from "../../server/contract/run";
import { useApiError } from "../lib/use-api-error";
import { useFormat } from "../lib/use-format";
import { ConfirmButton } from "../shell/confirm-button";
import { useTRPC } from "../trpc/context";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";

// Checkpoints come and go while the training runs, without an event.
const pollMs = 15_000;

/** The checkpoints on disk of a run's training, each to go on from. */
export function CheckpointSection({ run }: { run: RunDetail }) {
  const t = useTranslations("run.checkpoints");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.runs.checkpoints.queryOptions({ runId: run.id }, { refetchInterval: pollMs }));
  if (data === undefined || data.length === 0) return null;
  const isActive = ["queued", "running", "stopping"].includes(run.status);
  return (
    <section className="mb-5">
      <h2 className="font-semibold">{t("title")}</h2>
      <p className="mb-2 text-muted-foreground text-sm">{isActive ? t("stopFirst") : t("explain")}</p>
      <div className="max-w-3xl overflow-hidden rounded-lg border bg-card">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("step")}</TableHead>
              <TableHead>{t("attempt")}</TableHead>
              <TableHead>{t("saved")}</TableHead>
              <TableHead>
                <span className="sr-only">{t("resume")}</span>
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {data.toReversed().map((checkpoint) => (
              <CheckpointRow
                key={`${checkpoint.attempt}/${checkpoint.step}`}
                run={run}
                checkpoint={checkpoint}
                isDisabled={isActive}
              />
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}

type CheckpointRowProps = { run: RunDetail; checkpoint: Checkpoint; isDisabled: boolean };

function CheckpointRow({ run, checkpoint, isDisabled }: CheckpointRowProps) {
  const t = useTranslations("run.checkpoints");
  const format = useFormat();
  const trpc = useTRPC();
  const describeError = useApiError();
  const client = useQueryClient();
  const { stageKey, step, attempt, savedAt } = checkpoint;
  const resume = useMutation(
    trpc.runs.resumeFrom.mutationOptions({
      onSuccess: async () => {
        toast.success(t("started", { step }));
        await client.invalidateQueries(trpc.runs.get.queryFilter({ runId: run.id }));
      },
      onError: (error) => toast.error(describeError(error).message),
    }),
  );
  return (
    <TableRow>
      <TableCell className="font-medium tabular-nums">{step}</TableCell>
      <TableCell>{attemptText(run, checkpoint, t)}</TableCell>
      <TableCell className="whitespace-nowrap">
        <time>{format.dateTime(savedAt)}</time>
      </TableCell>
      <TableCell className="text-right">
        <ConfirmButton
          icon={StepForward}
          label={t("resume")}
          title={t("confirmTitle", { step })}
          body={t("confirmBody", { attempt })}
          keepLabel={t("keep")}
          disabled={isDisabled || resume.isPending}
          onConfirm={() => resume.mutate({ runId: run.id, stageKey, step, attempt })}
        />
      </TableCell>
    </TableRow>
  );
}

function attemptText(
  run: RunDetail,
  { stageKey, attempt: number }: Checkpoint,
  t: ReturnType<typeof useTranslations<"run.checkpoints">>,
): string {
  const { resumedFrom } =
    run.stages.find(({ key }) => key === stageKey)?.attempts.find((entry) => entry.number === number) ?? {};
  return resumedFrom
    ? t("resumed", { number, step: resumedFrom.step, from: resumedFrom.attempt })
    : t("attemptNumber", { number });
}
