"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "../../../lib/cn";
import { useRecipe } from "../../recipe-context";
import { useRecipeEdit } from "../../use-recipe-edit";
import { PreflightReport } from "./preflight-report";
import { useLeaveOut } from "./use-leave-out";

const defaultMaxLength = 2048;

/** What is to be expected of the recipe in the form, kept in place while it is looked at anew. */
export function PreflightPanel() {
  const t = useTranslations("preflight");
  const { values, issues, preflight, looking, preflightState } = useRecipe();
  const edit = useRecipeEdit();
  const leaveOut = useLeaveOut();
  const isLooking = preflightState === "looking";
  const isChosen = values.teacher.model !== "" && values.student.model !== "" && values.data.train.length > 0;
  const missing = preflightState === "incomplete" && isChosen && issues.length > 0 ? "unfinished" : preflightState;
  return (
    <section aria-labelledby="preflight-heading" aria-busy={isLooking} className="min-w-0 rounded-lg border bg-card">
      <div className="flex h-10 items-center justify-between gap-2 border-b px-4">
        <h2 id="preflight-heading" className="font-semibold text-sm">
          {t("title")}
        </h2>
        <span role="status" className="flex items-center gap-1.5 text-muted-foreground text-xs">
          {isLooking && <LoaderCircle className="size-3.5 animate-spin" aria-hidden />}
          {preflight !== null &&
            preflightState !== "current" &&
            (looking.length > 0 ? t("states.soFar") : t(`states.${preflightState}`))}
        </span>
      </div>
      {preflight === null ? (
        <p className="px-4 py-6 text-muted-foreground text-sm">{t(`nothing.${missing}`)}</p>
      ) : (
        <div className={cn("transition-opacity", preflightState !== "current" && looking.length === 0 && "opacity-70")}>
          <PreflightReport
            preflight={preflight}
            looking={looking}
            maxLength={values.data.maxLength ?? defaultMaxLength}
            onLeaveOut={leaveOut}
            onApply={(changes, message) => edit(changes, t("applied", { message }))}
          />
        </div>
      )}
    </section>
  );
}
