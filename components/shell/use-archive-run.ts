"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { RunSummary } from "../../server/contract/run";
import { useApiError } from "../lib/use-api-error";
import { useTRPC } from "../trpc/context";

type ArchivedRun = Pick<RunSummary, "id" | "name">;

/** Puts a run into the archive or takes it out, and offers to undo that. */
export function useArchiveRun(): (run: ArchivedRun, archived: boolean) => void {
  const t = useTranslations();
  const trpc = useTRPC();
  const describeError = useApiError();
  const queryClient = useQueryClient();
  const { mutateAsync } = useMutation(trpc.runs.archive.mutationOptions());

  const apply = async (run: ArchivedRun, archived: boolean, isUndo: boolean) => {
    try {
      await mutateAsync({ runId: run.id, archived });
      await Promise.all([
        queryClient.invalidateQueries(trpc.runs.list.pathFilter()),
        queryClient.invalidateQueries(trpc.runs.get.queryFilter({ runId: run.id })),
      ]);
      toast.success(t(archived ? "experiments.archive.done" : "experiments.archive.undone", { name: run.name }), {
        action: isUndo
          ? undefined
          : { label: t("common.actions.undo"), onClick: () => void apply(run, !archived, true) },
      });
    } catch (error) {
      toast.error(t("experiments.archive.failed"), { description: describeError(error).message });
    }
  };
  return (run, archived) => void apply(run, archived, false);
}
