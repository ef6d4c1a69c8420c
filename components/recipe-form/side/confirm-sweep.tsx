"use client";

import { useTranslations } from "next-intl";
import type { SweepSize } from "../../../server/contract/recipe/trials";
import type { TimeRange } from "../../../server/contract/time-range";
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
  /** How long all runs take; null where that is not known. */
  range: TimeRange | null;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onConfirm: () => void;
};

/** Asks before a sweep of many runs is started, with their number and time. */
export function ConfirmSweep({ size, range, isOpen, onOpenChange, onConfirm }: ConfirmSweepProps) {
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
            {range !== null && ` ${t("confirmTime", { time: format.timeRange(range) })}`}
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
