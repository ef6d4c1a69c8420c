"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toast } from "sonner";
import type { RunRow } from "../../../server/contract/run-list";
import { useApiError } from "../../lib/use-api-error";
import { useTRPC } from "../../trpc/context";
import { Button } from "../../ui/button";
import { ChipsInput } from "../../ui/chips-input";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "../../ui/dialog";
import { Label } from "../../ui/label";

type TagsDialogProps = {
  run: Pick<RunRow, "id" | "name" | "tags">;
  onClose: () => void;
};

/** Edits the tags of a run. */
export function TagsDialog({ run, onClose }: TagsDialogProps) {
  const t = useTranslations();
  const id = useId();
  const [tags, setTags] = useState<string[]>(run.tags);
  const trpc = useTRPC();
  const facets = useQuery(trpc.runs.facets.queryOptions({ archived: false }));
  const describeError = useApiError();
  const queryClient = useQueryClient();
  const save = useMutation(
    trpc.runs.annotate.mutationOptions({
      onSuccess: async () => {
        await Promise.all([
          queryClient.invalidateQueries(trpc.runs.list.pathFilter()),
          queryClient.invalidateQueries(trpc.runs.facets.pathFilter()),
          queryClient.invalidateQueries(trpc.runs.get.queryFilter({ runId: run.id })),
        ]);
        toast.success(t("experiments.tags.saved"));
        onClose();
      },
      onError: (error) => toast.error(t("experiments.tags.failed"), { description: describeError(error).message }),
    }),
  );
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("experiments.tags.title", { name: run.name })}</DialogTitle>
          <DialogDescription>{t("experiments.tags.description")}</DialogDescription>
        </DialogHeader>
        <div className="grid gap-1.5">
          <Label htmlFor={id}>{t("experiments.tags.label")}</Label>
          <ChipsInput
            id={id}
            value={tags}
            onChange={setTags}
            suggestions={facets.data?.tags.map(({ name }) => name) ?? []}
            placeholder={t("experiments.tags.placeholder")}
          />
        </div>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {t("common.actions.cancel")}
          </Button>
          <Button disabled={save.isPending} onClick={() => save.mutate({ runId: run.id, tags })}>
            {t("common.actions.save")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
