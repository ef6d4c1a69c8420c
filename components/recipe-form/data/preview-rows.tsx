"use client";

import { useTranslations } from "next-intl";
import type { DataLook } from "../../../server/contract/data-look";
import { cn } from "../../lib/cn";
import { isAsked, type PreviewRow, previewRow, type Turn } from "./preview-logic";
import { TemplatedView } from "./templated-view";
import { useTemplated } from "./use-templated";

const roleColors: Record<string, string> = {
  system: "border-l-series-8",
  user: "border-l-series-1",
  assistant: "border-l-series-3",
  tool: "border-l-series-5",
  teacher_prompt: "border-l-series-7",
  rejected: "border-l-destructive",
};

type PreviewRowsProps = { path: string; look: DataLook; use: "training" | "held-out" };

/** The first rows of a file: as a talk, and as the tokens that the student gets. */
export function PreviewRows({ path, look, use }: PreviewRowsProps) {
  const t = useTranslations("files.preview");
  const templated = useTemplated(path, use === "training");
  return (
    <div className="grid gap-2 pt-1">
      <p className="text-muted-foreground">{t(use === "training" ? "aboutRows" : "aboutHeldOut")}</p>
      <ol className="grid gap-2">
        {look.sample.map((row, index) => (
          // The rows of one reading keep their places.
          <li key={`${look.digest}.${String(index)}`} className="grid min-w-0 gap-1.5 rounded-md border bg-card p-2">
            <span className="font-medium">{t("row", { number: index + 1 })}</span>
            <RowText row={previewRow(row)} />
            {use === "training" && <TemplatedView index={index} {...templated} />}
          </li>
        ))}
      </ol>
    </div>
  );
}

function RowText({ row }: { row: PreviewRow }) {
  const t = useTranslations("files.preview");
  if (row.kind === "question")
    return (
      <>
        <TurnText turn={row.question} />
        <p className="text-muted-foreground">
          {t("answers")}{" "}
          <span data-verbatim className="text-foreground">
            {row.answers.map((answer) => `“${answer}”`).join(" ")}
          </span>
        </p>
      </>
    );
  return (
    <>
      {row.turns.map((turn, place) => (
        <TurnText key={`${turn.role}.${String(place)}`} turn={turn} />
      ))}
      {isAsked(row) && <p className="text-muted-foreground">{t("asked")}</p>}
    </>
  );
}

function TurnText({ turn: { role, text, cutCharacters } }: { turn: Turn }) {
  const t = useTranslations("files.preview");
  return (
    <div className={cn("border-l-2 pl-2", roleColors[role] ?? "border-l-border")}>
      <span className="font-mono text-[11px] text-muted-foreground">{role}</span>
      <p data-verbatim className="max-w-prose whitespace-pre-wrap break-words text-[13px] leading-snug">
        {text}
      </p>
      {cutCharacters > 0 && <p className="text-muted-foreground">{t("cut", { count: cutCharacters })}</p>}
    </div>
  );
}
