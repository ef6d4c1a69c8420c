"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Input } from "../../../ui/input";
import { argsToRows, type ExtraArgRow, rowsToArgs } from "../../logic/fields/extra-args";
import { FieldShell } from "../field-shell";
import { useRecipeField } from "../use-recipe-field";
import { AddRowButton, RemoveRowButton } from "./row-buttons";
import { focusAddedRow, focusAfterRemoval } from "./row-focus";

type ExtraArgsFieldProps = { path: "training.extraArgs" | "serve.extraArgs"; className?: string };

/** Engine flags that the recipe has no key for. */
export function ExtraArgsField({ path, className }: ExtraArgsFieldProps) {
  const t = useTranslations("form.extraArgs");
  const { value, set } = useRecipeField(path);
  const [draft, setDraft] = useState<ExtraArgRow[]>([]);
  const isDraftCurrent = JSON.stringify(rowsToArgs(draft)) === JSON.stringify(value ?? {});
  const rows = isDraftCurrent ? draft : argsToRows(value);
  const list = useRef<HTMLDivElement>(null);
  const write = (next: ExtraArgRow[]) => {
    setDraft(next);
    set(rowsToArgs(next));
  };
  const change = (index: number, part: Partial<ExtraArgRow>) =>
    write(rows.map((row, place) => (place === index ? { ...row, ...part } : row)));
  return (
    <FieldShell path={path} spec={path} className={className} isDeep isGroup>
      {() => (
        <div ref={list} className="grid gap-1.5">
          {rows.map((row, index) => (
            <div key={`${path}.${String(index)}`} data-row className="flex items-center gap-1">
              <Input
                className="font-mono text-[13px]"
                aria-label={t("name", { number: index + 1 })}
                placeholder="weight_decay"
                value={row.name}
                onChange={(event) => change(index, { name: event.target.value })}
              />
              <span aria-hidden className="font-mono text-muted-foreground">
                =
              </span>
              <Input
                className="font-mono text-[13px]"
                aria-label={t("value", { number: index + 1 })}
                placeholder="0.1"
                value={row.value}
                onChange={(event) => change(index, { value: event.target.value })}
              />
              <RemoveRowButton
                label={t("remove", { name: row.name })}
                onRemove={() => {
                  write(rows.filter((_, place) => place !== index));
                  focusAfterRemoval(list.current, index);
                }}
              />
            </div>
          ))}
          <AddRowButton
            onClick={() => {
              write([...rows, { name: "", value: "" }]);
              focusAddedRow(list.current);
            }}
          >
            {t("add")}
          </AddRowButton>
        </div>
      )}
    </FieldShell>
  );
}
