"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { cn } from "../../lib/cn";
import { useApiError } from "../../lib/use-api-error";
import { useDebounced } from "../../lib/use-debounced";
import { useMessage } from "../../lib/use-message";
import { useTRPC } from "../../trpc/context";
import { Button } from "../../ui/button";
import { OutsideNote } from "../files/outside-note";
import { useRecipe } from "../recipe-context";
import { ColumnMapper } from "./column-mapper";
import { DataProblems } from "./data-problems";
import { DataSummary } from "./data-summary";
import { type Shown, shownOf } from "./preview-logic";
import { PreviewRows } from "./preview-rows";

const settleMs = 500;

type DataPreviewProps = { path: string; use: "training" | "held-out" };

/** What the file of a field holds: a line on how it was read, what is wrong with it, and on request its first rows as the models see them. */
export function DataPreview({ path, use }: DataPreviewProps) {
  const asked = useDebounced(path.trim(), settleMs);
  return asked === "" || asked !== path.trim() ? null : <Preview key={asked} path={asked} use={use} />;
}

function Preview({ path, use }: DataPreviewProps) {
  const t = useTranslations("files.preview");
  const trpc = useTRPC();
  const describeError = useApiError();
  const words = useMessage();
  const { values, preflightState } = useRecipe();
  const id = useId();
  // Null until a person has chosen.
  const [open, setOpen] = useState<Shown | null>(null);
  const { columns } = values.data;
  const { data, error, isFetching } = useQuery(
    trpc.data.look.queryOptions({ path, use, ...(columns && { columns }) }, { placeholderData: (before) => before }),
  );
  if (error !== null) return <p className="text-destructive text-xs">{describeError(error).message}</p>;
  if (data === undefined) return <p className="text-muted-foreground text-xs">{t("looking")}</p>;
  if (data.look === null) {
    // Of a whole recipe the field says it.
    if (preflightState !== "incomplete") return null;
    return data.problem.isOutside ? (
      <OutsideNote reference={path} />
    ) : (
      <p className="text-destructive text-xs">{words(data.problem.message)}</p>
    );
  }
  const { look } = data;
  const shown = shownOf(open, look);
  const toggle = (part: Shown) => setOpen(shown === part ? "none" : part);
  return (
    <section
      aria-label={t("label", { file: path })}
      aria-busy={isFetching}
      className="grid min-w-0 gap-1.5 rounded-md border bg-muted/40 px-2.5 py-1.5 text-xs"
    >
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <DataSummary look={look} />
        <span className="ml-auto flex gap-1">
          {look.columns.length > 0 && (
            <Button
              variant="ghost"
              size="sm"
              aria-expanded={shown === "columns"}
              aria-controls={id}
              onClick={() => toggle("columns")}
            >
              <Columns3 aria-hidden />
              {t("columns")}
            </Button>
          )}
          {look.sample.length > 0 && (
            <Button
              variant="ghost"
              size="sm"
              aria-expanded={shown === "rows"}
              aria-controls={id}
              onClick={() => toggle("rows")}
            >
              <ChevronDown aria-hidden className={cn("transition-transform", shown === "rows" && "rotate-180")} />
              {t("rows")}
            </Button>
          )}
        </span>
      </div>
      <DataProblems look={look} />
      <div id={id} hidden={shown === "none"}>
        {shown === "columns" && <ColumnMapper look={look} use={use} onChoice={() => setOpen("columns")} />}
        {shown === "rows" && <PreviewRows path={path} look={look} use={use} />}
      </div>
    </section>
  );
}
