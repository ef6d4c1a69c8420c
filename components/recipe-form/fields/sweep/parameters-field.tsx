"use client";

import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { Input } from "../../../ui/input";
import {
  type DraftParameter,
  draftParameters,
  firstParameter,
  sweepableKeys,
  withParameters,
} from "../../logic/sweep/sweep-draft";
import { useRecipe } from "../../recipe-context";
import { FieldShell } from "../field-shell";
import { AddRowButton } from "../lists/row-buttons";
import { focusAddedRow, focusAfterRemoval } from "../lists/row-focus";
import { ParameterRow } from "./parameter-row";

/** The recipe keys that are varied, each with its values. */
export function ParametersField({ hasPoints, className }: { hasPoints: boolean; className?: string }) {
  const t = useTranslations("form.sweep");
  const { values, write } = useRecipe();
  const list = useRef<HTMLDivElement>(null);
  const rows = draftParameters(values.sweep);
  const set = (next: readonly [string, DraftParameter][]) => write({ sweep: withParameters(values.sweep, next) });
  return (
    <FieldShell path="sweep.parameters" spec="sweep.parameters" className={className} isGroup>
      {() => (
        <div ref={list} className="grid gap-2">
          {rows.map(([key, draft], index) => (
            <ParameterRow
              key={key}
              name={key}
              draft={draft}
              hasPoints={hasPoints}
              onChange={(next) => set(rows.map((row) => (row[0] === key ? [key, next] : row)))}
              onRemove={() => {
                set(rows.filter(([other]) => other !== key));
                focusAfterRemoval(list.current, index);
              }}
            />
          ))}
          <AddKey
            keys={sweepableKeys(values)}
            label={t("key")}
            onAdd={(key) => {
              if (rows.some(([other]) => other === key)) return;
              set([...rows, [key, firstParameter(values, key)]]);
              focusAddedRow(list.current);
            }}
          />
        </div>
      )}
    </FieldShell>
  );
}

type AddKeyProps = { keys: readonly string[]; label: string; onAdd: (key: string) => void };

function AddKey({ keys, label, onAdd }: AddKeyProps) {
  const t = useTranslations("form.sweep");
  const listId = useId();
  const [text, setText] = useState("");
  const key = text.trim();
  const add = () => {
    if (key === "") return;
    onAdd(key);
    setText("");
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Input
        className="min-w-48 flex-1 font-mono text-[13px]"
        aria-label={label}
        list={listId}
        autoComplete="off"
        spellCheck={false}
        placeholder="training.learningRate"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
      />
      <datalist id={listId}>
        {keys.map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      <AddRowButton disabled={key === ""} onClick={add}>
        {t("add")}
      </AddRowButton>
    </div>
  );
}
