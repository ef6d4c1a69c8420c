"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComparedItem } from "../../server/contract/evaluation";
import { subjectColor } from "../lib/series-colors";
import { useFormat } from "../lib/use-format";
import { useScrollStop } from "../ui/use-scroll-stop";
import type { Column } from "./columns";
import { MarkedAnswer } from "./marked-answer";

type ItemsTableProps = { items: readonly ComparedItem[]; columns: readonly Column[]; showRunNames: boolean };

/** Each prompt with the answers of every subject side by side; stacked where the screen is narrow. */
export function ItemsTable({ items, columns, showRunNames }: ItemsTableProps) {
  const t = useTranslations("compare");
  const stop = useScrollStop<HTMLDivElement>();
  const grid = { gridTemplateColumns: `minmax(13rem, 1.2fr) repeat(${columns.length}, minmax(11rem, 1fr))` };
  return (
    <div className="overflow-x-auto rounded-lg border bg-card text-sm" {...stop}>
      <div className="hidden min-w-full border-b font-medium text-muted-foreground text-xs md:grid" style={grid}>
        <div className="sticky left-0 bg-card px-3 py-2">{t("items.prompt")}</div>
        {columns.map((column) => (
          <div key={column.key} className="px-3 py-2">
            <ColumnName column={column} showRunName={showRunNames} />
          </div>
        ))}
      </div>
      {items.map((item) => (
        <article
          key={`${item.dataset}/${item.itemKey}`}
          className="border-b last:border-0 md:grid"
          style={grid}
          data-item={item.itemKey}
        >
          <div className="bg-card px-3 py-2.5 md:sticky md:left-0">
            <p className="break-words font-medium" data-verbatim>
              {item.prompt}
            </p>
            <p className="mt-1 text-muted-foreground text-xs">
              {t("items.accepted")}: <span data-verbatim>{item.references.join(" · ")}</span>
            </p>
          </div>
          {columns.map((column) => (
            <div key={column.key} className="px-3 py-1.5 md:py-2.5">
              <div className="mb-0.5 text-xs md:hidden">
                <ColumnName column={column} showRunName={showRunNames} />
              </div>
              <Answer item={item} column={column} teacher={teacherAnswer(item, column)} />
            </div>
          ))}
        </article>
      ))}
    </div>
  );
}

function teacherAnswer(item: ComparedItem, column: Column): string | null {
  if (column.subject === "teacher") return null;
  const own = item.answers[`${column.runId}:teacher`];
  const any = Object.entries(item.answers).find(([key]) => key.endsWith(":teacher"))?.[1];
  return (own ?? any)?.answer ?? null;
}

function ColumnName({ column, showRunName }: { column: Column; showRunName: boolean }) {
  return (
    <span className="flex items-center gap-1.5">
      <span className="size-2 shrink-0 rounded-full" style={{ background: subjectColor(column.subject) }} aria-hidden />
      {column.subject}
      {showRunName && <span className="font-normal text-muted-foreground">#{column.runNumber}</span>}
    </span>
  );
}

function Answer({ item, column, teacher }: { item: ComparedItem; column: Column; teacher: string | null }) {
  const t = useTranslations("compare");
  const format = useFormat();
  const answer = item.answers[column.key];
  if (answer === undefined) return <span className="text-muted-foreground text-xs">{t("notMeasured")}</span>;
  if (answer.error !== null)
    return (
      <span className="text-destructive text-xs" data-verbatim>
        {answer.error}
      </span>
    );
  const isRight = answer.scores["answer-match"] === undefined ? null : answer.scores["answer-match"] === 1;
  const Icon = isRight ? Check : X;
  return (
    <div className="flex gap-1.5">
      {isRight !== null && (
        <Icon
          className={isRight ? "mt-0.5 size-4 shrink-0 text-success" : "mt-0.5 size-4 shrink-0 text-destructive"}
          aria-label={isRight ? t("items.right") : t("items.wrong")}
        />
      )}
      <div className="min-w-0">
        {answer.answer === null || answer.answer.trim() === "" ? (
          <span className="text-muted-foreground italic">{t("items.empty")}</span>
        ) : (
          <MarkedAnswer text={answer.answer} against={teacher} />
        )}
        {answer.latencyMs !== null && (
          <div className="mt-0.5 text-muted-foreground text-xs">{format.duration(answer.latencyMs)}</div>
        )}
      </div>
    </div>
  );
}
