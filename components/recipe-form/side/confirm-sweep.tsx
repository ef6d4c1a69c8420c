"use client";

import { useTranslations } from "next-intl";
import type { SweepSize } from "../../../server/contract/recipe/trials";
import type { TimeRange } from "../../../server/contract/time-range";
import { useFormat } from "../../lib/use-format";
import { ConfirmContent } from "../../shell/confirm-button";
import { AlertDialog } from "../../ui/alert-dialog";

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
      <ConfirmContent
        title={t("confirmTitle", { count: runs })}
        body={
          <>
            {t("confirmBody", { trials, repeats })}
            {range !== null && ` ${t("confirmTime", { time: format.timeRange(range) })}`}
          </>
        }
        confirmLabel={t("confirm")}
        keepLabel={t("keep")}
        onConfirm={onConfirm}
      />
    </AlertDialog>
  );
}
