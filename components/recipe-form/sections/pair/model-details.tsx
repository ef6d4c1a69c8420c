"use client";

import { dtypeSchema } from "../../../../server/contract/recipe/pair";
import { SelectField, TextField } from "../../fields/simple-fields";

const dtypes = dtypeSchema.options.map((value) => ({ value, label: value }));

/** How a model is loaded: architecture, chat template, number format. */
export function ModelDetails({ path }: { path: "teacher" | "student" | `teachers.${number}` }) {
  return (
    <>
      <TextField path={`${path}.modelType`} spec="model.modelType" />
      <TextField path={`${path}.template`} spec="model.template" />
      <SelectField path={`${path}.dtype`} spec="model.dtype" options={dtypes} />
    </>
  );
}
