"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toast } from "sonner";
import { useApiError } from "../../lib/use-api-error";
import { ErrorState } from "../../shell/error-state";
import { useTRPC } from "../../trpc/context";
import { Button } from "../../ui/button";
import { Dialog, DialogContent, DialogDescription, DialogFooter, DialogHeader, DialogTitle } from "../../ui/dialog";
import { Input } from "../../ui/input";
import { Label } from "../../ui/label";
import { Skeleton } from "../../ui/skeleton";
import { Switch } from "../../ui/switch";
import { FolderInput } from "./folder-input";
import { ImportFacts } from "./import-facts";

/** Makes a run of a folder that a training outside of Stillroom wrote, after a look at what is in it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations();
  const id = useId();
  const trpc = useTRPC();
  const router = useRouter();
  const describeError = useApiError();
  const [folder, setFolder] = useState("");
  const [looked, setLooked] = useState<string | null>(null);
  const [name, setName] = useState("");
  const [isFollowed, setIsFollowed] = useState(true);
  const look = useQuery(
    trpc.imports.look.queryOptions(
      { reference: looked ?? "" },
      { enabled: looked !== null, retry: false, staleTime: 0 },
    ),
  );
  const start = useMutation(
    trpc.imports.start.mutationOptions({
      onSuccess: ({ runId }) => {
        onClose();
        router.push(`/runs/${runId}`);
      },
      onError: (error) => toast.error(t("experiments.import.failed"), { description: describeError(error).message }),
    }),
  );
  const lookAt = (path: string) => {
    setFolder(path);
    setLooked(path.trim() === "" ? null : path.trim());
  };
  const preview = looked === null ? null : (look.data?.preview ?? null);
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{t("experiments.import.title")}</DialogTitle>
          <DialogDescription>{t("experiments.import.description")}</DialogDescription>
        </DialogHeader>
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            lookAt(folder);
          }}
        >
          <FolderInput label={t("experiments.import.folder")} value={folder} onChange={setFolder} />
          <Button type="submit" variant="outline" disabled={folder.trim() === ""}>
            {t("experiments.import.look")}
          </Button>
        </form>
        {looked !== null && look.isPending && <Skeleton className="h-24" />}
        {looked !== null && look.isError && <ErrorState error={look.error} />}
        {look.data?.choices != null && (
          <div className="grid gap-1 text-sm">
            <p>{t("experiments.import.choose")}</p>
            {look.data.choices.map((choice) => (
              <Button key={choice} variant="outline" className="justify-start" onClick={() => lookAt(choice)}>
                <span className="truncate font-mono text-xs">{choice}</span>
              </Button>
            ))}
          </div>
        )}
        {preview !== null && (
          <>
            <ImportFacts preview={preview} />
            {preview.known === null && (
              <div className="grid gap-1.5">
                <Label htmlFor={`${id}-name`}>{t("experiments.columns.name")}</Label>
                <Input
                  id={`${id}-name`}
                  value={name}
                  maxLength={200}
                  placeholder={preview.name}
                  onChange={(event) => setName(event.target.value)}
                />
              </div>
            )}
            {!preview.hasEnded && (
              <div className="flex items-center gap-2">
                <Switch id={`${id}-follow`} checked={isFollowed} onCheckedChange={setIsFollowed} />
                <Label htmlFor={`${id}-follow`}>{t("experiments.import.follow")}</Label>
              </div>
            )}
          </>
        )}
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {t("common.actions.cancel")}
          </Button>
          <Button
            disabled={preview === null || start.isPending}
            onClick={() =>
              preview !== null &&
              start.mutate({
                reference: preview.source,
                name: name.trim() === "" ? null : name.trim(),
                follow: isFollowed && !preview.hasEnded,
              })
            }
          >
            {t(start.isPending ? "experiments.import.running" : "experiments.import.start")}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
