"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChipsInput } from "../../ui/chips-input";
import { Input } from "../../ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../../ui/select";
import { Switch } from "../../ui/switch";
import { Textarea } from "../../ui/textarea";
import { defaultOf } from "../logic/fields/field-default";
import type { FieldSpec } from "../logic/fields/field-flags";
import { FieldShell } from "./field-shell";
import { type RecipePath, useRecipeField } from "./use-recipe-field";

export type FieldProps = { path: RecipePath; spec: FieldSpec; className?: string };

/** A number as it is typed; empty takes the default, which the empty field shows. */
export function NumberField({ path, spec, className }: FieldProps) {
  const t = useTranslations("form");
  const { value, set } = useRecipeField(path);
  const [text, setText] = useState("");
  const written = typeof value === "number" && !Number.isNaN(value) ? String(value) : "";
  const isSame = Number.isNaN(value) || (text.trim() !== "" && Number(text) === value);
  const shown = isSame ? text : written;
  return (
    <FieldShell path={path} spec={spec} className={className}>
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          autoComplete="off"
          value={shown}
          placeholder={defaultOf(spec)?.toString() ?? t("noLimit")}
          onChange={(event) => {
            setText(event.target.value);
            const trimmed = event.target.value.trim();
            set(trimmed === "" ? undefined : Number(trimmed));
          }}
        />
      )}
    </FieldShell>
  );
}

type TextFieldProps = FieldProps & { isNeeded?: boolean; placeholder?: string };

/** A line of text; empty means that the key is absent, except where the recipe needs it. */
export function TextField({ path, spec, className, isNeeded = false, placeholder }: TextFieldProps) {
  const t = useTranslations("form");
  const { value, set } = useRecipeField(path);
  return (
    <FieldShell path={path} spec={spec} className={className}>
      {(control) => (
        <Input
          {...control}
          autoComplete="off"
          value={typeof value === "string" ? value : ""}
          placeholder={placeholder ?? (isNeeded ? undefined : t("detected"))}
          onChange={(event) => set(event.target.value === "" && !isNeeded ? undefined : event.target.value)}
        />
      )}
    </FieldShell>
  );
}

/** Several lines of text. */
export function TextareaField({ path, spec, className }: FieldProps) {
  const { value, set } = useRecipeField(path);
  return (
    <FieldShell path={path} spec={spec} className={className}>
      {(control) => (
        <Textarea
          {...control}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </FieldShell>
  );
}

type SelectFieldProps = FieldProps & { options: readonly { value: string; label: string }[] };

/** One of a few values. */
export function SelectField({ path, spec, className, options }: SelectFieldProps) {
  const { value, set } = useRecipeField(path);
  return (
    <FieldShell path={path} spec={spec} className={className}>
      {(control) => (
        <Select value={typeof value === "string" ? value : ""} onValueChange={set}>
          <SelectTrigger {...control}>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {options.map((option) => (
              <SelectItem key={option.value} value={option.value}>
                {option.label}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      )}
    </FieldShell>
  );
}

/** On or off. */
export function SwitchField({ path, spec, className }: FieldProps) {
  const { value, set } = useRecipeField(path);
  return (
    <FieldShell path={path} spec={spec} className={className} isInline>
      {(control) => <Switch {...control} checked={value === true} onCheckedChange={set} />}
    </FieldShell>
  );
}

type ChipsFieldProps = FieldProps & { isNumeric?: boolean; suggestions?: readonly string[] };

/** A list of short texts or numbers. */
export function ChipsField({ path, spec, className, isNumeric = false, suggestions }: ChipsFieldProps) {
  const { value, set } = useRecipeField(path);
  return (
    <FieldShell path={path} spec={spec} className={className} isDeep>
      {(control) => (
        <ChipsInput
          {...control}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(chips) => set(isNumeric ? chips.map(Number) : chips)}
          suggestions={suggestions}
        />
      )}
    </FieldShell>
  );
}
