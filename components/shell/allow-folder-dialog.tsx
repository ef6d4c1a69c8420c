"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FolderLock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useApiError } from "../lib/use-api-error";
import { useMessage } from "../lib/use-message";
import { useTRPC } from "../trpc/context";
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Label } from "../ui/label";

type AllowFolderButtonProps = {
  /** A path as a recipe names it, of the folder or of something in it. */
  reference: string;
  variant?: "link" | "outline";
  className?: string;
  onAllowed?: (folder: string) => void;
};

/** A button that asks whether Stillroom may read a folder, shows its real path, and allows it for good. */
export function AllowFolderButton({ reference, variant = "outline", className, onAllowed }: AllowFolderButtonProps) {
  const t = useTranslations("files.allow");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <AlertDialog open={isOpen} onOpenChange={setIsOpen}>
      <AlertDialogTrigger asChild>
        <Button
          variant={variant}
          size="sm"
          className={className}
          disabled={reference.trim() === ""}
          aria-label={t("actionFor", { path: reference })}
        >
          {variant === "outline" && <FolderLock aria-hidden />}
          {t("action")}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AllowFolder
          reference={reference}
          onDone={(folder) => {
            setIsOpen(false);
            onAllowed?.(folder);
          }}
        />
      </AlertDialogContent>
    </AlertDialog>
  );
}

function AllowFolder({ reference, onDone }: { reference: string; onDone: (folder: string) => void }) {
  const t = useTranslations("files.allow");
  const tCommon = useTranslations("common");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const words = useMessage();
  const describeError = useApiError();
  const asked = useQuery(trpc.files.allowable.queryOptions({ reference }, { staleTime: 0, gcTime: 0 }));
  const allow = useMutation(trpc.files.allow.mutationOptions());
  const [isAround, setIsAround] = useState(false);
  const { folder: own = null, around = null } = asked.data ?? {};
  const folder = isAround ? around : own;
  const isKnown = asked.data?.refusal?.code === "files.allow-known";
  const error = allow.error ?? asked.error;
  const refusal = error !== null ? describeError(error).message : asked.data?.refusal && words(asked.data.refusal);
  const confirm = async (confirmed: string) => {
    if (!isKnown) await allow.mutateAsync({ folder: confirmed });
    // What was refused before may be read now.
    await queryClient.invalidateQueries(trpc.files.pathFilter());
    void queryClient.invalidateQueries(trpc.data.pathFilter());
    void queryClient.invalidateQueries(trpc.recipes.pathFilter());
    if (!isKnown) toast.success(t("done", { folder: confirmed }));
    onDone(confirmed);
  };
  return (
    <>
      <AlertDialogHeader>
        <AlertDialogTitle>{t("title")}</AlertDialogTitle>
        <p className="min-h-5 break-all font-mono text-sm">
          {folder ?? <span className="text-muted-foreground">{asked.isPending ? t("looking") : reference}</span>}
        </p>
        <AlertDialogDescription>{t("body")}</AlertDialogDescription>
        {own !== null && around !== null && (
          <Label className="flex items-start gap-2 font-normal text-sm">
            <Checkbox checked={isAround} onCheckedChange={(isChecked) => setIsAround(isChecked === true)} />
            <span className="min-w-0 break-words">{t("around", { folder: around })}</span>
          </Label>
        )}
        {refusal && (
          <p role="alert" className="break-words text-destructive text-sm">
            {refusal}
          </p>
        )}
      </AlertDialogHeader>
      <AlertDialogFooter>
        <AlertDialogCancel>{tCommon("actions.cancel")}</AlertDialogCancel>
        {isKnown ? (
          <Button onClick={() => void confirm(reference)}>{t("lookAgain")}</Button>
        ) : (
          <Button
            disabled={folder === null || allow.isPending}
            onClick={() => folder !== null && void confirm(folder).catch(() => undefined)}
          >
            {t("confirm")}
          </Button>
        )}
      </AlertDialogFooter>
    </>
  );
}
