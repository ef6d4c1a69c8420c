"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DataReport } from "../../../../server/contract/preflight";
import { useFormat } from "../../../lib/use-format";
import { Button } from "../../../ui/button";

/** Leaves the items of a held-out set out of it that the teacher fails. */
export type LeaveOut = (dataset: string) => Promise<void>;

type Ceiling = NonNullable<DataReport["teacherCeiling"]>;

/** How far the teacher gets on each held-out set, and what to do with the items that it fails. */
export function TeacherCeiling({ ceiling, onLeaveOut }: { ceiling: Ceiling | null; onLeaveOut: LeaveOut }) {
  const t = useTranslations("preflight.data");
  if (ceiling === null || ceiling.length === 0) return <p className="text-muted-foreground">{t("noCeiling")}</p>;
  return (
    <ul className="grid gap-1.5">
      {ceiling.map((set) => (
        <SetCeiling key={`${set.dataset}/${set.items}/${set.failed}`} set={set} onLeaveOut={onLeaveOut} />
      ))}
    </ul>
  );
}

function SetCeiling({ set, onLeaveOut }: { set: Ceiling[number]; onLeaveOut: LeaveOut }) {
  const t = useTranslations("preflight.data");
  const format = useFormat();
  const [state, setState] = useState<"open" | "working" | "kept">("open");
  const { dataset, items, failed, score } = set;
  const leaveOut = () => {
    setState("working");
    void onLeaveOut(dataset).finally(() => setState("open"));
  };
  return (
    <li className="grid gap-1">
      <span>{t("ceiling", { dataset, items, failed, score: format.percent(score) })}</span>
      {failed > 0 && state !== "kept" && (
        <span className="flex flex-wrap gap-1.5">
          <Button
            variant="outline"
            size="sm"
            disabled={state === "working"}
            aria-label={t("keepThis", { dataset })}
            onClick={() => setState("kept")}
          >
            {t("keep")}
          </Button>
          <Button
            variant="outline"
            size="sm"
            disabled={state === "working"}
            aria-label={t("leaveOutThis", { dataset })}
            onClick={leaveOut}
          >
            {t("leaveOut")}
          </Button>
        </span>
      )}
    </li>
  );
}
