"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { isTree } from "../../../../server/contract/at-path";
import { evaluationSetSchema } from "../../../../server/contract/recipe/data";
import { Input } from "../../../ui/input";
import { DataPreview } from "../../data/data-preview";
import { BrowseButton } from "../../files/browse-button";
import { UploadArea } from "../../files/upload-area";
import { UploadButton } from "../../files/upload-button";
import { useUploads } from "../../files/use-uploads";
import { setNameFrom } from "../../logic/fields/set-name";
import { FieldShell } from "../field-shell";
import { SuggestInput } from "../suggest-input";
import { fieldId, useRecipeField } from "../use-recipe-field";
import { useSuggestions } from "../use-suggestions";
import { AddRowButton, RemoveRowButton } from "./row-buttons";
import { focusAddedRow, focusAfterRemoval } from "./row-focus";

const path = "data.evaluation";
const defaultFormat = evaluationSetSchema.shape.format.parse(undefined);

type SetRow = { name: string; path: string; format: unknown };

function rowOf(value: unknown): SetRow {
  const row = isTree(value) ? value : {};
  return { name: String(row.name ?? ""), path: String(row.path ?? ""), format: row.format ?? defaultFormat };
}

function rowsOf(value: unknown): SetRow[] {
  return Array.isArray(value) ? value.map(rowOf) : [];
}

/** The held-out sets: a name and a file each; a new file names its set. */
export function EvaluationSetsField({ className }: { className?: string }) {
  const t = useTranslations("form");
  const { value, set, read } = useRecipeField(path);
  const { data } = useSuggestions();
  const rows = rowsOf(value);
  const uploads = useUploads((reference) => {
    const now = rowsOf(read()).filter((row) => row.path !== "");
    const taken = now.map(({ name }) => name);
    if (now.every((row) => row.path !== reference))
      set([...now, { name: setNameFrom(reference, taken), path: reference, format: defaultFormat }]);
  });
  const list = useRef<HTMLDivElement>(null);
  const change = (index: number, next: Partial<SetRow>) =>
    set(rows.map((row, place) => (place === index ? { ...row, ...next } : row)));
  const changePath = (index: number, row: SetRow, text: string) => {
    const taken = rows.filter((_, place) => place !== index).map(({ name }) => name);
    const isOwnName = row.name !== "" && row.name !== setNameFrom(row.path, taken);
    change(index, { path: text, ...(isOwnName ? {} : { name: text === "" ? "" : setNameFrom(text, taken) }) });
  };
  return (
    <FieldShell path={path} spec={path} className={className} isDeep isGroup>
      {(control) => (
        <UploadArea uploads={uploads}>
          <div ref={list} className="grid gap-1.5">
            {rows.map((row, index) => (
              <div key={`${path}.${String(index)}`} data-row className="grid gap-1.5">
                <div className="flex flex-wrap gap-1 sm:flex-nowrap">
                  <Input
                    id={fieldId(`${path}.${index}.name`)}
                    className="sm:w-40"
                    aria-label={t("data.setName", { number: index + 1 })}
                    placeholder={t("data.setNamePlaceholder")}
                    value={row.name}
                    onChange={(event) => change(index, { name: event.target.value })}
                  />
                  <SuggestInput
                    id={fieldId(`${path}.${index}.path`)}
                    aria-label={t("data.setPath", { number: index + 1 })}
                    aria-describedby={control["aria-describedby"]}
                    value={row.path}
                    onChange={(text) => changePath(index, row, text)}
                    placeholder="public/samples/held-out.jsonl"
                    suggestions={data}
                    listLabel={t("suggest.data")}
                  >
                    <BrowseButton
                      kind="data"
                      field={t("data.setPath", { number: index + 1 })}
                      value={row.path}
                      onPick={(text) => changePath(index, row, text)}
                    />
                  </SuggestInput>
                  <RemoveRowButton
                    label={t("data.remove", { name: row.name })}
                    onRemove={() => {
                      set(rows.filter((_, place) => place !== index));
                      focusAfterRemoval(list.current, index);
                    }}
                  />
                </div>
                <DataPreview path={row.path} use="held-out" />
              </div>
            ))}
            <div className="flex flex-wrap gap-1.5">
              <AddRowButton
                onClick={() => {
                  set([...rows, { name: "", path: "", format: defaultFormat }]);
                  focusAddedRow(list.current);
                }}
              >
                {t("data.addSet")}
              </AddRowButton>
              <UploadButton uploads={uploads} field={t(`fields.${path}.label`)} />
            </div>
          </div>
        </UploadArea>
      )}
    </FieldShell>
  );
}
