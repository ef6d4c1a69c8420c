"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../../ui/select";
import { Textarea } from "../../ui/textarea";
import {
  type DeepspeedChoice,
  deepspeedChoice,
  deepspeedChoices,
  deepspeedText,
  valueOfChoice,
} from "../logic/fields/deepspeed-choice";
import { readJsonObject } from "../logic/fields/json-object";
import { useRecipeEdit } from "../use-recipe-edit";
import { FieldShell } from "./field-shell";
import { useRecipeField } from "./use-recipe-field";

const path = "memory.deepspeed";

/** DeepSpeed by name, or its JSON: editing the JSON of a preset makes it one's own. */
export function DeepspeedField({ className }: { className?: string }) {
  const t = useTranslations("form.deepspeed");
  const { value } = useRecipeField(path);
  const edit = useRecipeEdit();
  const choice = deepspeedChoice(value);
  const choose = (next: DeepspeedChoice) => {
    if (next === choice) return;
    edit({ [path]: valueOfChoice(next, value) }, choice === "custom" ? t("customGone") : undefined);
  };
  return (
    <FieldShell path={path} spec={path} className={className} isDeep>
      {(control) => (
        <div className="grid gap-2">
          <Select
            value={choice}
            onValueChange={(next) => choose(deepspeedChoices.find((known) => known === next) ?? "none")}
          >
            <SelectTrigger {...control}>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {deepspeedChoices.map((known) => (
                <SelectItem key={known} value={known}>
                  {t(`choices.${known}`)}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
          {choice !== "none" && <DeepspeedJson value={value} />}
        </div>
      )}
    </FieldShell>
  );
}

function DeepspeedJson({ value }: { value: unknown }) {
  const t = useTranslations("form.deepspeed");
  const { set } = useRecipeField(path);
  const id = useId();
  const written = deepspeedText(value);
  const [typed, setTyped] = useState<{ text: string; writtenAs: string } | null>(null);
  const text = typed?.writtenAs === written ? typed.text : written;
  const reading = readJsonObject(text);
  const change = (next: string) => {
    const read = readJsonObject(next);
    if (read.kind === "object") set(read.value);
    setTyped({ text: next, writtenAs: read.kind === "object" ? deepspeedText(read.value) : written });
  };
  return (
    <details className="group" open={deepspeedChoice(value) === "custom"}>
      <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground text-xs select-none hover:text-foreground">
        {t("json")}
      </summary>
      <Textarea
        id={id}
        aria-label={t("json")}
        aria-invalid={reading.kind === "error"}
        aria-describedby={`${id}-error`}
        className="mt-2 max-h-96 overflow-auto font-mono text-[12px] leading-relaxed"
        spellCheck={false}
        autoComplete="off"
        wrap="off"
        rows={Math.min(20, text.split("\n").length)}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      <p id={`${id}-error`} role="status" className="mt-1 text-destructive text-xs">
        {reading.kind === "error" && <JsonError line={reading.line} message={reading.message} />}
      </p>
    </details>
  );
}

function JsonError({ line, message }: { line: number | null; message: string | null }) {
  const t = useTranslations("form");
  return (
    <>
      {line !== null && <span className="mr-1.5 font-mono">{t("line", { line })}</span>}
      {message ?? t("deepspeed.notAnObject")} — {t("deepspeed.unchanged")}
    </>
  );
}
