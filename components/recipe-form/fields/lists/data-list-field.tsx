"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { FieldSpec } from "../../logic/fields/field-flags";
import { FieldShell } from "../field-shell";
import { SuggestInput } from "../suggest-input";
import { fieldId, useRecipeField } from "../use-recipe-field";
import { useSuggestions } from "../use-suggestions";
import { AddRowButton, RemoveRowButton } from "./row-buttons";
import { focusAddedRow, focusAfterRemoval } from "./row-focus";

type DataListFieldProps = {
  path: "data.train" | "data.validation" | `teachers.${number}.train`;
  spec: Extract<FieldSpec, "data.train" | "data.validation" | "teachers.train">;
  className?: string;
};

/** A list of data files, one a row; an untouched empty row stands for an empty list. */
export function DataListField({ path, spec, className }: DataListFieldProps) {
  const t = useTranslations("form");
  const { value, set } = useRecipeField(path);
  const { data } = useSuggestions();
  const list = useRef<HTMLDivElement>(null);
  const written = Array.isArray(value) ? value.map(String) : [];
  const rows = written.length === 0 ? [""] : written;
  const write = (next: string[]) => set(next.length === 1 && next[0] === "" ? [] : next);
  return (
    <FieldShell path={path} spec={spec} className={className} isDeep>
      {(control) => (
        <div ref={list} className="grid gap-1.5">
          {rows.map((row, index) => (
            <div key={`${path}.${String(index)}`} data-row className="flex gap-1">
              <SuggestInput
                {...control}
                id={index === 0 ? control.id : fieldId(`${path}.${index}`)}
                aria-label={index === 0 ? undefined : `${t(`fields.${spec}.label`)} ${index + 1}`}
                value={row}
                onChange={(text) => write(rows.map((other, place) => (place === index ? text : other)))}
                placeholder="public/samples/train.jsonl"
                suggestions={data}
                listLabel={t("suggest.data")}
              />
              {written.length > 0 && (
                <RemoveRowButton
                  label={t("data.remove", { name: row })}
                  onRemove={() => {
                    write(rows.filter((_, place) => place !== index));
                    focusAfterRemoval(list.current, index);
                  }}
                />
              )}
            </div>
          ))}
          <AddRowButton
            disabled={rows.some((row) => row === "")}
            onClick={() => {
              set([...written, ""]);
              focusAddedRow(list.current);
            }}
          >
            {t("data.addFile")}
          </AddRowButton>
        </div>
      )}
    </FieldShell>
  );
}
