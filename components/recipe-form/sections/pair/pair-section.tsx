"use client";

import { useTranslations } from "next-intl";
import { dtypeSchema } from "../../../server/contract/recipe/pair";
import { ModelField } from "../fields/model-field";
import { SelectField, TextField } from "../fields/simple-fields";
import { Section } from "./section";

const dtypes = dtypeSchema.options.map((value) => ({ value, label: value }));

/** Teacher and student. */
export function PairSection() {
  const t = useTranslations("form.pair");
  return (
    <Section name="pair" className="gap-y-6 lg:grid-cols-1 xl:grid-cols-2">
      {(["teacher", "student"] as const).map((role) => (
        <fieldset key={role} className="grid min-w-0 content-start gap-4 sm:grid-cols-2">
          <legend className="mb-3 w-full border-b pb-1 font-medium text-sm sm:col-span-full">{t(role)}</legend>
          <ModelField role={role} className="sm:col-span-full" />
          <TextField path={`${role}.modelType`} spec="model.modelType" />
          <TextField path={`${role}.template`} spec="model.template" />
          <SelectField path={`${role}.dtype`} spec="model.dtype" options={dtypes} />
        </fieldset>
      ))}
    </Section>
  );
}
