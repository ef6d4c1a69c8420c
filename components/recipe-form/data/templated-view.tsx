"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Segment, Templated } from "../../../server/contract/templated";
import { cn } from "../../lib/cn";
import { useApiError } from "../../lib/use-api-error";
import { useMessage } from "../../lib/use-message";

type TemplatedViewProps = {
  index: number;
  isStudentChosen: boolean;
  templated: Templated | undefined;
  error: unknown;
  maxLength: number;
};

/** One row as the student gets it: the text of its tokens, with those marked that are learned. */
export function TemplatedView({ index, isStudentChosen, templated, error, maxLength }: TemplatedViewProps) {
  const t = useTranslations("files.templated");
  const words = useMessage();
  const describeError = useApiError();
  if (!isStudentChosen) return index === 0 ? <p className="text-muted-foreground">{t("noStudent")}</p> : null;
  const failure = error !== null ? describeError(error).message : templated?.reason && words(templated.reason);
  if (failure) return index === 0 ? <p className="break-words text-warning">{failure}</p> : null;
  if (!templated?.rows)
    return (
      <p role={index === 0 ? "status" : undefined} className="flex items-center gap-1.5 text-muted-foreground">
        <LoaderCircle aria-hidden className="size-3.5 animate-spin motion-reduce:animate-none" />
        {t("asking")}
      </p>
    );
  const row = templated.rows[index];
  if (row === undefined) return null;
  if (row.problem !== null)
    return (
      <p className="break-words text-destructive">
        {t("refused")} <span data-verbatim>{row.problem}</span>
      </p>
    );
  const isTooLong = row.tokens > maxLength;
  return (
    <div className="grid min-w-0 gap-1">
      <p className={cn("flex flex-wrap gap-x-2", isTooLong ? "text-warning" : "text-muted-foreground")}>
        <span>{t("through", { template: templated.template })}</span>
        <span>{t(isTooLong ? "tooLong" : "length", { tokens: row.tokens, most: maxLength })}</span>
        <span>{t("learned", { count: row.learnedTokens })}</span>
      </p>
      <p
        data-verbatim
        className="whitespace-pre-wrap break-words rounded-sm border bg-background p-2 font-mono text-[12px] leading-relaxed [font-variant-ligatures:none]"
      >
        {row.segments.map((segment, place) => (
          <SegmentText key={String(place)} segment={segment} />
        ))}
      </p>
      {index === 0 && <Legend />}
    </div>
  );
}

function SegmentText({ segment: { text, isLearned, isSpecial } }: { segment: Segment }) {
  const special = isSpecial && "rounded-sm border border-border px-0.5 text-[11px]";
  if (isLearned)
    return (
      <mark className={cn("bg-success/20 text-foreground underline decoration-success underline-offset-3", special)}>
        {text}
      </mark>
    );
  return <span className={cn("text-muted-foreground", special)}>{text}</span>;
}

function Legend() {
  const t = useTranslations("files.templated");
  return (
    <p className="flex flex-wrap gap-x-3 gap-y-1 text-muted-foreground">
      <span>
        <mark className="bg-success/20 px-0.5 text-foreground underline decoration-success underline-offset-3">
          {t("legend.learned")}
        </mark>
      </span>
      <span>{t("legend.read")}</span>
      <span className="rounded-sm border px-1">{t("legend.special")}</span>
    </p>
  );
}
