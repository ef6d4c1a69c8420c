"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { DataPreview } from "../../data/data-preview";
import { BrowseButton } from "../../files/browse-button";
import { UploadArea } from "../../files/upload-area";
import { UploadButton } from "../../files/upload-button";
import { useUploads } from "../../files/use-uploads";
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
  const { value, set, read } = useRecipeField(path);
  const { data } = useSuggestions();
  const list = useRef<HTMLDivElement>(null);
  const written = listOf(value);
  const rows = written.length === 0 ? [""] : written;
  const uploads = useUploads((reference) => {
    const now = listOf(read()).filter((row) => row !== "");
    if (!now.includes(reference)) set([...now, reference]);
  });
  const write = (next: string[]) => set(next.length === 1 && next[0] === "" ? [] : next);
  return (
    <FieldShell path={path} spec={spec} className={className} isDeep>
      {(control) => (
        <UploadArea uploads={uploads}>
          <div ref={list} className="grid gap-1.5">
            {rows.map((row, index) => (
              <div key={`${path}.${String(index)}`} data-row className="grid gap-1.5">
                <div className="flex gap-1">
                  <SuggestInput
                    {...control}
                    id={index === 0 ? control.id : fieldId(`${path}.${index}`)}
                    aria-label={index === 0 ? undefined : `${t(`fields.${spec}.label`)} ${index + 1}`}
                    value={row}
                    onChange={(text) => write(rows.map((other, place) => (place === index ? text : other)))}
                    placeholder="public/samples/train.jsonl"
                    suggestions={data}
                    listLabel={t("suggest.data")}
                  >
                    <BrowseButton
                      kind="data"
                      field={`${t(`fields.${spec}.label`)} ${index + 1}`}
                      value={row}
                      onPick={(text) => write(rows.map((other, place) => (place === index ? text : other)))}
                    />
                  </SuggestInput>
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
                <DataPreview path={row} use="training" />
              </div>
            ))}
            <div className="flex flex-wrap gap-1.5">
              <AddRowButton
                disabled={rows.some((row) => row === "")}
                onClick={() => {
                  set([...written, ""]);
                  focusAddedRow(list.current);
                }}
              >
                {t("data.addFile")}
              </AddRowButton>
              <UploadButton uploads={uploads} field={t(`fields.${spec}.label`)} />
            </div>
          </div>
        </UploadArea>
      )}
    </FieldShell>
  );
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
