"use client";

import { useTranslations } from "next-intl";
import { FieldShell } from "./field-shell";
import { SuggestInput } from "./suggest-input";
import { useRecipeField } from "./use-recipe-field";
import { useSuggestions } from "./use-suggestions";

/** The folder or hub id of teacher or student. */
export function ModelField({ role, className }: { role: "teacher" | "student"; className?: string }) {
  const t = useTranslations("form.suggest");
  const path = `${role}.model` as const;
  const { value, set, onBlur } = useRecipeField(path);
  const { models } = useSuggestions();
  return (
    <FieldShell path={path} spec={path} className={className}>
      {(control) => (
        <SuggestInput
          {...control}
          value={typeof value === "string" ? value : ""}
          onChange={set}
          onBlur={onBlur}
          placeholder="Qwen/Qwen2.5-7B-Instruct"
          suggestions={models}
          listLabel={t("models")}
        />
      )}
    </FieldShell>
  );
}
