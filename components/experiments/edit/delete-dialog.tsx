"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useApiError } from "../../lib/use-api-error";
import { ErrorState } from "../../shell/error-state";
import { useTRPC } from "../../trpc/context";
import { Button } from "../../ui/button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "../../ui/dialog";
import { Skeleton } from "../../ui/skeleton";
import { DeletionReport } from "./deletion-report";

type DeleteDialogProps = { runIds: readonly string[]; onClose: () => void; onDeleted?: () => void };

/** Shows what goes with the runs and what stands in the way, and deletes them for good once that is confirmed. */
export function DeleteDialog({ runIds, onClose, onDeleted }: DeleteDialogProps) {
  const t = useTranslations();
  const trpc = useTRPC();
  const describeError = useApiError();
  const queryClient = useQueryClient();
  const look = useQuery(trpc.runs.deletion.queryOptions({ runIds: [...runIds] }, { staleTime: 0, gcTime: 0 }));
  const going = look.data?.runs ?? [];
  const remove = useMutation(
    trpc.runs.delete.mutationOptions({
      onSuccess: async ({ deleted }) => {
        toast.success(t("experiments.delete.done", { count: deleted.length }));
        onDeleted?.();
        onClose();
        for (const runId of deleted) queryClient.removeQueries(trpc.runs.get.queryFilter({ runId }));
        await queryClient.invalidateQueries(trpc.runs.pathFilter());
      },
      onError: (error) => toast.error(t("experiments.delete.failed"), { description: describeError(error).message }),
    }),
  );
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("experiments.delete.title", { count: runIds.length })}</DialogTitle>
          <DialogDescription>{t("experiments.delete.description")}</DialogDescription>
        </DialogHeader>
        {look.data !== undefined ? (
          <DeletionReport deletion={look.data} />
        ) : look.isError ? (
          <ErrorState error={look.error} onRetry={() => void look.refetch()} />
        ) : (
          <Skeleton className="h-24" />
        )}
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {t("common.actions.cancel")}
          </Button>
          <Button
            variant="destructive"
            disabled={remove.isPending || going.length === 0}
            onClick={() => remove.mutate({ runIds: going.map(({ id }) => id) })}
          >
            {t("experiments.delete.confirm", { count: going.length })}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
