"use client";

import { useTranslations } from "next-intl";
import type { SweepEstimate } from "../../../../server/contract/preflight";
import { useFormat } from "../../../lib/use-format";
import { useMessage } from "../../../lib/use-message";
import { Part } from "./part";

/** How many runs a sweep makes, and how long they take together. */
export function SweepCost({ sweep }: { sweep: SweepEstimate }) {
  const t = useTranslations("preflight.sweep");
  const words = useMessage();
  const format = useFormat();
  const { trials, repeats, runs, range, reason } = sweep;
  return (
    <Part title={t("title")}>
      <dl className="grid grid-cols-2 gap-2">
        <div>
          <dt className="text-muted-foreground">{t("runs")}</dt>
          <dd className="font-medium text-sm">{format.number(runs)}</dd>
        </div>
        <div>
          <dt className="text-muted-foreground">{t("time")}</dt>
          <dd className="font-medium text-sm">{format.timeRange(range)}</dd>
        </div>
      </dl>
      <p className="text-muted-foreground">{t("count", { trials, repeats })}</p>
      <p className="text-muted-foreground break-words">{reason === null ? t("explain") : words(reason)}</p>
    </Part>
  );
}
