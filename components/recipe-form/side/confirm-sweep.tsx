"use client";

import { useTranslations } from "next-intl";
import type { SweepSize } from "../../../server/contract/recipe/trials";
import { useFormat } from "../../lib/use-format";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "../../ui/alert-dialog";

/** More runs than this are started only after a yes. */
export const askAbove = 6;

type ConfirmSweepProps = {
  size: SweepSize;
  /** How long all runs take, in ms; null where that is not known. */
  estimateMs: number | null;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onConfirm: () => void;
};

/** Asks before a sweep of many runs is started, with their number and time. */
export function ConfirmSweep({ size, estimateMs, isOpen, onOpenChange, onConfirm }: ConfirmSweepProps) {
  const t = useTranslations("form.start");
  const format = useFormat();
  const { runs, trials, repeats } = size;
  return (
    <AlertDialog open={isOpen} onOpenChange={onOpenChange}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t("confirmTitle", { count: runs })}</AlertDialogTitle>
          <AlertDialogDescription>
            {t("confirmBody", { trials, repeats })}
            {estimateMs !== null && ` ${t("confirmTime", { time: format.duration(estimateMs) })}`}
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{t("keep")}</AlertDialogCancel>
          <AlertDialogAction onClick={onConfirm}>{t("confirm")}</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
