"use client";

import { useTranslations } from "next-intl";
import { isAllReused, type TimeEstimate } from "../../../../server/contract/preflight";
import { useFormat } from "../../../lib/use-format";
import { useMessage } from "../../../lib/use-message";
import { BreakEvenCalculator } from "./break-even-calculator";
import { MeasureButton } from "./measure-button";
import { Folded, Part } from "./part";

/** How long the run is expected to take, stage by stage, and what that was taken from. */
export function TimeCost({ time }: { time: TimeEstimate }) {
  const t = useTranslations("preflight.time");
  const format = useFormat();
  const words = useMessage();
  const { stages, total, deviceHours } = time;
  return (
    <Part title={t("title")}>
      <dl className="grid grid-cols-2 gap-2">
        <div>
          <dt className="text-muted-foreground">{t("total")}</dt>
          <dd className="font-medium text-sm">{isAllReused(time) ? t("seconds") : format.timeRange(total)}</dd>
        </div>
        <div>
          <dt className="text-muted-foreground">{t("deviceHours")}</dt>
          <dd className="font-medium text-sm">{format.significant(deviceHours, 3)}</dd>
        </div>
      </dl>
      {isAllReused(time) && <p className="text-muted-foreground">{t("allReused")}</p>}
      {stages.length > 0 && total === null && <MeasureButton />}
      {stages.length > 0 && (
        <Folded label={t("stages")}>
          <ul className="grid gap-1.5">
            {stages.map(({ key, range, basis }) => (
              <li key={key}>
                <span className="flex justify-between gap-2">
                  <span className="break-all font-mono">{key}</span>
                  <span className="whitespace-nowrap tabular-nums">
                    {range?.highMs === 0 ? t("seconds") : format.timeRange(range)}
                  </span>
                </span>
                <span className="block text-muted-foreground break-words">{words(basis)}</span>
              </li>
            ))}
          </ul>
        </Folded>
      )}
      <Folded label={t("breakEven.title")}>
        <BreakEvenCalculator deviceHours={deviceHours} />
      </Folded>
    </Part>
  );
}
