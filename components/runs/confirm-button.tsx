"use client";

import type { LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "../ui/alert-dialog";
import { Button } from "../ui/button";

type ConfirmButtonProps = {
  icon: LucideIcon;
  label: string;
  title: string;
  body: string;
  isDisabled: boolean;
  /** What the way out says; `Keep running` without it. */
  keepLabel?: string;
  onConfirm: () => void;
};

/** A button that asks before it acts. */
export function ConfirmButton({
  icon: Icon,
  label,
  title,
  body,
  isDisabled,
  keepLabel,
  onConfirm,
}: ConfirmButtonProps) {
  const t = useTranslations("run.actions");
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>
        <Button variant="outline" disabled={isDisabled}>
          <Icon aria-hidden />
          {label}
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{title}</AlertDialogTitle>
          <AlertDialogDescription>{body}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{keepLabel ?? t("keepRunning")}</AlertDialogCancel>
          <AlertDialogAction onClick={onConfirm}>{label}</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
