"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useApiError } from "../../lib/use-api-error";
import { useTRPC } from "../../trpc/context";

/** What a person can do with a run in the queue; the queue is read again afterwards. */
export function useQueueActions() {
  const t = useTranslations("experiments.queue");
  const trpc = useTRPC();
  const describeError = useApiError();
  const queryClient = useQueryClient();
  const settled = {
    onError: (error: unknown) => toast.error(t("failed"), { description: describeError(error).message }),
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(trpc.runs.queue.pathFilter()),
        queryClient.invalidateQueries(trpc.runs.list.pathFilter()),
      ]),
  };
  const move = useMutation(trpc.runs.move.mutationOptions(settled));
  const hold = useMutation(trpc.runs.hold.mutationOptions(settled));
  const release = useMutation(trpc.runs.release.mutationOptions(settled));
  const setPriority = useMutation(trpc.runs.setPriority.mutationOptions(settled));
  return {
    move: (runId: string, beforeRunId: string | null) => move.mutate({ runId, beforeRunId }),
    hold: (runId: string) => hold.mutate({ runId }),
    release: (runId: string) => release.mutate({ runId }),
    setPriority: (runId: string, priority: number) => setPriority.mutate({ runId, priority }),
    isBusy: move.isPending || hold.isPending || release.isPending || setPriority.isPending,
  };
}

export type QueueActions = ReturnType<typeof useQueueActions>;
