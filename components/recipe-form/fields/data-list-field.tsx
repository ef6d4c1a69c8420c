"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../../ui/button";
import { FieldShell } from "./field-shell";
import { SuggestInput } from "./suggest-input";
import { fieldId, useRecipeField } from "./use-recipe-field";
import { useSuggestions } from "./use-suggestions";

type DataListFieldProps = { path: "data.train" | "data.validation"; className?: string };

/** A list of data files, one a row; an untouched empty row stands for an empty list. */
export function DataListField({ path, className }: DataListFieldProps) {
  const t = useTranslations("form");
  const { value, set, onBlur } = useRecipeField(path);
  const { data } = useSuggestions();
  const written = Array.isArray(value) ? value.map(String) : [];
  const rows = written.length === 0 ? [""] : written;
  const write = (next: string[]) => set(next.length === 1 && next[0] === "" ? [] : next);
  return (
    <FieldShell path={path} spec={path} className={className} isDeep>
      {(control) => (
        <div className="grid gap-1.5">
          {rows.map((row, index) => (
            <div key={`${path}.${String(index)}`} className="flex gap-1">
              <SuggestInput
                {...control}
                id={index === 0 ? control.id : fieldId(`${path}.${index}`)}
                aria-label={index === 0 ? undefined : `${t(`fields.${path}.label`)} ${index + 1}`}
                value={row}
                onChange={(text) => write(rows.map((other, place) => (place === index ? text : other)))}
                onBlur={onBlur}
                placeholder="public/samples/train.jsonl"
                suggestions={data}
                listLabel={t("suggest.data")}
              />
              {written.length > 0 && (
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={t("data.remove", { name: row })}
                  onClick={() => write(rows.filter((_, place) => place !== index))}
                >
                  <X aria-hidden />
                </Button>
              )}
            </div>
          ))}
          <Button
            variant="outline"
            size="sm"
            className="justify-self-start"
            disabled={rows.some((row) => row === "")}
            onClick={() => set([...written, ""])}
          >
            <Plus aria-hidden />
            {t("data.addFile")}
          </Button>
        </div>
      )}
    </FieldShell>
  );
}
