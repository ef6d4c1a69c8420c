"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toast } from "sonner";
import type { RunRow } from "../../../server/contract/run-list";
import { useApiError } from "../../lib/use-api-error";
import { useTRPC } from "../../trpc/context";
import { Button } from "../../ui/button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "../../ui/dialog";
import { Input } from "../../ui/input";
import { Label } from "../../ui/label";
import { Textarea } from "../../ui/textarea";

type DetailsDialogProps = { run: Pick<RunRow, "id" | "name" | "notes">; onClose: () => void };

/** Renames a run and edits its notes; the recipe that ran keeps its own. */
export function DetailsDialog({ run, onClose }: DetailsDialogProps) {
  const t = useTranslations();
  const id = useId();
  const [name, setName] = useState(run.name);
  const [notes, setNotes] = useState(run.notes);
  const trpc = useTRPC();
  const describeError = useApiError();
  const queryClient = useQueryClient();
  const save = useMutation(
    trpc.runs.annotate.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.runs.pathFilter());
        toast.success(t("experiments.details.saved"));
        onClose();
      },
      onError: (error) => toast.error(t("experiments.details.failed"), { description: describeError(error).message }),
    }),
  );
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ runId: run.id, name: name.trim(), notes });
          }}
        >
          <DialogHeader>
            <DialogTitle>{t("experiments.details.title")}</DialogTitle>
            <DialogDescription>{t("experiments.details.description")}</DialogDescription>
          </DialogHeader>
          <div className="grid gap-1.5">
            <Label htmlFor={`${id}-name`}>{t("experiments.columns.name")}</Label>
            <Input
              id={`${id}-name`}
              value={name}
              maxLength={200}
              required
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <div className="grid gap-1.5">
            <Label htmlFor={`${id}-notes`}>{t("experiments.columns.notes")}</Label>
            <Textarea
              id={`${id}-notes`}
              value={notes}
              maxLength={10_000}
              rows={6}
              onChange={(event) => setNotes(event.target.value)}
            />
          </div>
          <DialogFooter>
            <Button type="button" variant="outline" onClick={onClose}>
              {t("common.actions.cancel")}
            </Button>
            <Button type="submit" disabled={save.isPending || name.trim() === ""}>
              {t("common.actions.save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
