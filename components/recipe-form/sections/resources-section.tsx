"use client";

import { useTranslations } from "next-intl";
import { recipeShape } from "../../../server/contract/recipe/shape";
import { ChoiceField } from "../fields/choice-field";
import { NumberField } from "../fields/simple-fields";
import { useRecipeField } from "../fields/use-recipe-field";
import { Section } from "./section";

const reports = recipeShape.shape.report.unwrap().element.options;

/** Where it runs and what it reports to. */
export function ResourcesSection() {
  const t = useTranslations("form");
  const report = useRecipeField("report");
  return (
    <Section name="resources">
      <NumberField path="resources.gpus" spec="resources.gpus" />
      <NumberField path="resources.gpuShare" spec="resources.gpuShare" />
      <NumberField path="resources.priority" spec="resources.priority" />
      <ChoiceField
        path="report"
        spec="report"
        options={reports.map((value) => ({ value, label: t(`reports.${value}`) }))}
        selected={Array.isArray(report.value) ? report.value.map(String) : []}
        onChange={report.set}
      />
    </Section>
  );
}
