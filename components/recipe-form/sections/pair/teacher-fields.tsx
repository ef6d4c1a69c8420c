"use client";

import { useTranslations } from "next-intl";
import { teacherSourceSchema } from "../../../../server/contract/recipe/pair";
import { ModelField } from "../../fields/model-field";
import { RadioField } from "../../fields/radio-field";
import { ChipsField, TextField } from "../../fields/simple-fields";
import { sourceChanges } from "../../logic/teacher-source";
import { useRecipe } from "../../recipe-context";
import { useRecipeEdit } from "../../use-recipe-edit";
import { ModelDetails } from "./model-details";

/** Which model teaches; in self-distillation it is told rather than asked. */
export function TeacherFields() {
  const t = useTranslations("form");
  const { values } = useRecipe();
  const source = values.teacher.source ?? "local";
  if (source === "self" && values.teacher.model === values.student.model) {
    return (
      <p className="text-sm sm:col-span-full">
        <span className="block font-medium">{t("fields.teacher.model.label")}</span>
        <span className="block break-all font-mono text-[13px]">{values.student.model || "…"}</span>
        <span className="block text-muted-foreground text-xs leading-relaxed">{t("pair.followsStudent")}</span>
      </p>
    );
  }
  return (
    <>
      <ModelField path="teacher.model" spec="teacher.model" className="sm:col-span-full" />
      <ModelDetails path="teacher" />
      {source !== "server" && source !== "self" && <ChipsField path="teacher.adapters" spec="teacher.adapters" />}
    </>
  );
}

/** Where the teacher's knowledge comes from during training. */
export function TeacherSourceFields() {
  const t = useTranslations("form");
  const { values } = useRecipe();
  const edit = useRecipeEdit();
  const source = values.teacher.source ?? "local";
  return (
    <div className="col-span-full grid gap-4 sm:grid-cols-2">
      <RadioField
        path="teacher.source"
        spec="teacher.source"
        className="sm:col-span-full"
        options={teacherSourceSchema.options.map((value) => ({
          value,
          label: t(`sources.${value}.title`),
          note: t(`sources.${value}.description`),
        }))}
        value={source}
        onChange={(next) =>
          edit(
            sourceChanges(values, next),
            next === "self" && values.teacher.model !== values.student.model ? t("pair.becameStudent") : undefined,
          )
        }
      />
      {source === "server" && (
        <>
          <TextField path="teacher.url" spec="teacher.url" placeholder="http://127.0.0.1:8000" />
          <ChipsField path="teacher.tags" spec="teacher.tags" />
        </>
      )}
    </div>
  );
}
