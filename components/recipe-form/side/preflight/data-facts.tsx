"use client";

import { useTranslations } from "next-intl";
import type { DataReport } from "../../../../server/contract/preflight";
import { cn } from "../../../lib/cn";
import { useFormat } from "../../../lib/use-format";
import { useMessage } from "../../../lib/use-message";
import { LengthHistogram } from "./length-histogram";
import { Part } from "./part";
import { type LeaveOut, TeacherCeiling } from "./teacher-ceiling";

type DataFactsProps = { data: DataReport | null; maxLength: number; onLeaveOut: LeaveOut };

/** What the training data is like: lengths, what is cut off, what should not be there. */
export function DataFacts({ data, maxLength, onLeaveOut }: DataFactsProps) {
  const t = useTranslations("preflight.data");
  const words = useMessage();
  const format = useFormat();
  if (data === null) {
    return (
      <Part title={t("title")}>
        <p className="text-muted-foreground">{t("unread")}</p>
      </Part>
    );
  }
  const counts = [
    { key: "duplicates", count: data.duplicates, isBad: false },
    { key: "emptyAnswers", count: data.emptyAnswers, isBad: false },
    { key: "leaked", count: data.leaked, isBad: true },
  ] as const;
  return (
    <Part title={t("title")}>
      <p className="break-words">
        {t("rows", { count: data.rows })}
        {data.columns.length > 0 && <span className="text-muted-foreground"> · {data.columns.join(", ")}</span>}
      </p>
      {data.limit !== null && <p className="text-warning">{words(data.limit)}</p>}
      {data.tokens === null ? (
        <p className="text-muted-foreground">{t("noTokens")}</p>
      ) : (
        <LengthHistogram tokens={data.tokens} maxLength={maxLength} />
      )}
      <dl className="grid grid-cols-3 gap-2">
        {counts.map(({ key, count, isBad }) => (
          <div key={key}>
            <dt className="text-muted-foreground">{t(key)}</dt>
            <dd className={cn(count > 0 && (isBad ? "text-destructive" : "text-warning"))}>{format.number(count)}</dd>
          </div>
        ))}
      </dl>
      <TeacherCeiling ceiling={data.teacherCeiling} onLeaveOut={onLeaveOut} />
    </Part>
  );
}
