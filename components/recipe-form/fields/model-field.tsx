"use client";

import { useTranslations } from "next-intl";
import { BrowseButton } from "../files/browse-button";
import { OutsideNote } from "../files/outside-note";
import { HubModel } from "../hub/hub-model";
import type { FieldSpec } from "../logic/fields/field-flags";
import { useRecipe } from "../recipe-context";
import { FieldShell } from "./field-shell";
import { SuggestInput } from "./suggest-input";
import { useRecipeField } from "./use-recipe-field";
import { useSuggestions } from "./use-suggestions";

type ModelFieldProps = {
  path: "teacher.model" | "student.model" | `teachers.${number}.model`;
  spec: Extract<FieldSpec, "teacher.model" | "student.model" | "teachers.model">;
  className?: string;
};

/** The folder or hub id of a model. */
export function ModelField({ path, spec, className }: ModelFieldProps) {
  const t = useTranslations("form");
  const { value, set } = useRecipeField(path);
  const { models, outside } = useSuggestions();
  const { preflightState, values } = useRecipe();
  // A teacher that a server runs is only named.
  const isLoaded = path === "student.model" || values.teacher.source !== "server";
  // Of a whole recipe the server tells it.
  const isClosed = preflightState === "incomplete" && typeof value === "string" && outside.includes(value);
  return (
    <FieldShell path={path} spec={spec} className={className}>
      {(control) => (
        <div className="grid gap-1.5">
          <SuggestInput
            {...control}
            value={typeof value === "string" ? value : ""}
            onChange={set}
            placeholder={path === "student.model" ? "Qwen/Qwen2.5-0.5B-Instruct" : "Qwen/Qwen2.5-7B-Instruct"}
            suggestions={models}
            listLabel={t("suggest.models")}
          >
            <BrowseButton
              kind="model"
              field={t(`fields.${spec}.label`)}
              value={typeof value === "string" ? value : ""}
              onPick={set}
            />
          </SuggestInput>
          {isClosed && <OutsideNote reference={value} />}
          {isLoaded && typeof value === "string" && <HubModel reference={value} />}
        </div>
      )}
    </FieldShell>
  );
}
