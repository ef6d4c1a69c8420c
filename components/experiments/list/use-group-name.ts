"use client";

import { useTranslations } from "next-intl";
import { runStatusSchema } from "../../../server/contract/run";
import { type RunGroup, type RunGroupBy, recipeKeyOf } from "../../../server/contract/run-list";
import { lastPathPart } from "../../lib/format";

// As the server puts it between teacher and student.
const pairMark = "\u001f";

/** What a group is called, in the reader's language. */
export function useGroupName(by: RunGroupBy): (group: Pick<RunGroup, "value" | "name">) => string {
  const t = useTranslations();
  const key = recipeKeyOf(by);
  return ({ value, name }) => {
    if (key !== null) return value === null ? t("experiments.groups.noValue", { key }) : `${key}: ${value}`;
    if (by === "status") return t(`common.runStatus.${runStatusSchema.catch("queued").parse(value)}`);
    if (by === "pair" && value !== null) return value.split(pairMark).map(lastPathPart).join(" → ");
    return name ?? t(by === "sweep" ? "experiments.groups.noSweep" : "experiments.groups.none");
  };
}
