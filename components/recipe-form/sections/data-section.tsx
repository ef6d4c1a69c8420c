"use client";

import { DataListField } from "../fields/lists/data-list-field";
import { EvaluationSetsField } from "../fields/lists/evaluation-sets-field";
import { NumberField } from "../fields/simple-fields";
import { Section } from "./section";

/** Training, validation and held-out data. */
export function DataSection() {
  return (
    <Section name="data">
      <DataListField path="data.train" spec="data.train" className="sm:col-span-full" />
      <DataListField path="data.validation" spec="data.validation" className="sm:col-span-full" />
      <EvaluationSetsField className="sm:col-span-full" />
      <NumberField path="data.maxLength" spec="data.maxLength" />
      <NumberField path="data.seed" spec="data.seed" />
    </Section>
  );
}
