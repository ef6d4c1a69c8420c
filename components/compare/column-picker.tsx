"use client";

import { useTranslations } from "next-intl";
import { subjectColor } from "../lib/series-colors";
import { Checkbox } from "../ui/checkbox";
import type { Column } from "./columns";

type ColumnPickerProps = {
  columns: readonly Column[];
  hidden: readonly string[];
  onChange: (hidden: string[]) => void;
  showRunNames: boolean;
};

/** Which subjects are shown. */
export function ColumnPicker({ columns, hidden, onChange, showRunNames }: ColumnPickerProps) {
  const t = useTranslations("compare");
  return (
    <fieldset className="mb-3 flex flex-wrap gap-x-4 gap-y-1.5 text-sm">
      <legend className="sr-only">{t("subjects")}</legend>
      {columns.map(({ key, subject, runNumber }) => (
        <div key={key} className="flex items-center gap-1.5">
          <Checkbox
            id={`column-${key}`}
            checked={!hidden.includes(key)}
            onCheckedChange={(checked) =>
              onChange(checked === true ? hidden.filter((other) => other !== key) : [...hidden, key])
            }
          />
          <label htmlFor={`column-${key}`} className="flex items-center gap-1.5">
            <span className="size-2 rounded-full" style={{ background: subjectColor(subject) }} aria-hidden />
            {subject}
            {showRunNames && <span className="text-muted-foreground text-xs">#{runNumber}</span>}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
