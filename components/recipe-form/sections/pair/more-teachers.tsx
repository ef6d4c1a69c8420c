"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "../../../ui/button";
import { ProblemList, useFieldProblems } from "../../fields/field-problems";
import { DataListField } from "../../fields/lists/data-list-field";
import { focusAddedRow, focusAfterRemoval } from "../../fields/lists/row-focus";
import { ModelField } from "../../fields/model-field";
import { ChipsField, TextField } from "../../fields/simple-fields";
import { fieldId } from "../../fields/use-recipe-field";
import { newTeacher } from "../../logic/fields/new-teacher";
import { useRecipe } from "../../recipe-context";
import { useRecipeEdit } from "../../use-recipe-edit";
import { ModelDetails } from "./model-details";

/** Teachers beside the first, each for data of its own. */
export function MoreTeachers() {
  const t = useTranslations("form.teachers");
  const { values } = useRecipe();
  const edit = useRecipeEdit();
  const problems = useFieldProblems("teachers");
  const list = useRef<HTMLDivElement>(null);
  const teachers = values.teachers ?? [];
  const isServed = values.teacher.source === "server";
  const remove = (index: number, name: string) => {
    edit({ teachers: teachers.filter((_, place) => place !== index) }, t("removed", { name }));
    focusAfterRemoval(list.current, index);
  };
  return (
    <details className="col-span-full" open={teachers.length > 0}>
      <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground text-sm select-none hover:text-foreground">
        {t("title")}
      </summary>
      <p className="mt-1 max-w-[90ch] text-muted-foreground text-xs leading-relaxed">{t("description")}</p>
      <div ref={list} id={fieldId("teachers")} tabIndex={-1} className="mt-3 grid gap-4">
        {teachers.map((teacher, index) => {
          const name = teacher.name || String(index + 2);
          return (
            <fieldset
              key={`teachers.${String(index)}`}
              data-row
              className="grid min-w-0 content-start gap-4 rounded-md border p-3.5 sm:grid-cols-2"
            >
              <legend className="sr-only">{t("one", { name })}</legend>
              <TextField path={`teachers.${index}.name`} spec="teachers.name" isNeeded />
              <Button
                variant="ghost"
                size="sm"
                className="justify-self-end"
                data-remove
                aria-label={t("remove", { name })}
                onClick={() => remove(index, name)}
              >
                <X aria-hidden />
                {t("removeShort")}
              </Button>
              <ModelField path={`teachers.${index}.model`} spec="teachers.model" className="sm:col-span-full" />
              <ModelDetails path={`teachers.${index}`} />
              {isServed ? (
                <>
                  <TextField path={`teachers.${index}.url`} spec="teachers.url" placeholder="http://127.0.0.1:8001" />
                  <ChipsField path={`teachers.${index}.tags`} spec="teachers.tags" />
                </>
              ) : (
                <DataListField path={`teachers.${index}.train`} spec="teachers.train" className="sm:col-span-full" />
              )}
            </fieldset>
          );
        })}
        <ProblemList problems={problems} />
        <Button
          variant="outline"
          size="sm"
          className="justify-self-start"
          data-add
          onClick={() => {
            edit({ teachers: [...teachers, newTeacher(teachers)] });
            focusAddedRow(list.current);
          }}
        >
          <Plus aria-hidden />
          {t("add")}
        </Button>
      </div>
    </details>
  );
}
