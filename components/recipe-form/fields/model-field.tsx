"use client";

import { useTranslations } from "next-intl";
import type { FieldSpec } from "../logic/field-flags";
import { FieldShell } from "./field-shell";
import { SuggestInput } from "./suggest-input";
import { useRecipeField } from "./use-recipe-field";
import { useSuggestions } from "./use-suggestions";

type ModelFieldProps = {
  path: "teacher.model" | "student.model" | `teachers.${number}.model`;
  spec: Extract<FieldSpec, "teacher.model" | "student.model" | "teachers.model">;
  className?: string;
  /** What to do with a typed value beside writing it to this key. */
  onChange?: (model: string) => void;
};

/** The folder or hub id of a model. */
export function ModelField({ path, spec, className, onChange }: ModelFieldProps) {
  const t = useTranslations("form.suggest");
  const { value, set } = useRecipeField(path);
  const { models } = useSuggestions();
  return (
    <FieldShell path={path} spec={spec} className={className}>
      {(control) => (
        <SuggestInput
          {...control}
          value={typeof value === "string" ? value : ""}
          onChange={(model) => {
            set(model);
            onChange?.(model);
          }}
          placeholder="Qwen/Qwen2.5-7B-Instruct"
          suggestions={models}
          listLabel={t("models")}
        />
      )}
    </FieldShell>
  );
}
