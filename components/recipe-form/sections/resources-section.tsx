"use client";

import { useTranslations } from "next-intl";
import { executorKindSchema } from "../../../server/contract/executor";
import { recipeShape } from "../../../server/contract/recipe/shape";
import { ChoiceField } from "../fields/choice-field";

import { NumberField, SelectField } from "../fields/simple-fields";
import { useRecipeField } from "../fields/use-recipe-field";
import { Section } from "./section";

const reports = recipeShape.shape.report.unwrap().element.options;

/** Where it runs and what it reports to. */
export function ResourcesSection() {
  const t = useTranslations("form");
  const report = useRecipeField("report");
  const executor = useRecipeField("resources.executor");
  return (
    <Section name="resources">
      <SelectField
        path="resources.executor"
        spec="resources.executor"
        options={executorKindSchema.options.map((value) => ({ value, label: t(`executors.${value}`) }))}
      />
      <NumberField path="resources.gpus" spec="resources.gpus" />
      <NumberField path="resources.gpuShare" spec="resources.gpuShare" />
      <NumberField path="resources.priority" spec="resources.priority" />
      {executor.value !== undefined && executor.value !== "local" && (
        <>
          <NumberField path="resources.nodes" spec="resources.nodes" />
          <NumberField path="resources.cpus" spec="resources.cpus" />
          <NumberField path="resources.memoryMb" spec="resources.memoryMb" />
          {executor.value === "slurm" && (
            <NumberField path="resources.timeLimitMinutes" spec="resources.timeLimitMinutes" />
          )}
        </>
      )}
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
