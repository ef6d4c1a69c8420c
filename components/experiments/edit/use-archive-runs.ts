"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useApiError } from "../../lib/use-api-error";
import { useTRPC } from "../../trpc/context";

/** Puts several runs into the archive or takes them out, one after the other; `onDone` is called when all have moved. */
export function useArchiveRuns(onDone: () => void) {
  const t = useTranslations("experiments.archive");
  const trpc = useTRPC();
  const describeError = useApiError();
  const queryClient = useQueryClient();
  const archive = useMutation(trpc.runs.archive.mutationOptions());
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ runIds, archived }: { runIds: readonly string[]; archived: boolean }) => {
      for (const runId of runIds) await archive.mutateAsync({ runId, archived });
    },
    onSuccess: (_done, { runIds, archived }) => {
      toast.success(t(archived ? "doneCount" : "undoneCount", { count: runIds.length }));
      onDone();
    },
    onError: (error) => toast.error(t("failed"), { description: describeError(error).message }),
    onSettled: () => queryClient.invalidateQueries(trpc.runs.pathFilter()),
  });
  return { run: (runIds: readonly string[], archived: boolean) => mutate({ runIds, archived }), isPending };
}
