"use client";

import { useTranslations } from "next-intl";
import { executorKindSchema } from "../../../server/contract/executor";
import { executors } from "../../../server/contract/executors/registry";
import { recipeShape } from "../../../server/contract/recipe/shape";
import { useText } from "../../lib/use-text";
import { ChoiceField } from "../fields/choice-field";
import { NumberField, SelectField } from "../fields/simple-fields";
import { useRecipeField } from "../fields/use-recipe-field";
import { Section } from "./section";

const reports = recipeShape.shape.report.unwrap().element.options;

/** Where it runs and what it reports to. */
export function ResourcesSection() {
  const t = useTranslations("form");
  const text = useText();
  const report = useRecipeField("report");
  const chosen = executorKindSchema.safeParse(useRecipeField("resources.executor").value);
  const cluster = chosen.success ? executors[chosen.data].cluster : null;
  return (
    <Section name="resources">
      <SelectField
        path="resources.executor"
        spec="resources.executor"
        options={executorKindSchema.options.map((value) => ({ value, label: text(executors[value].label) }))}
      />
      <NumberField path="resources.gpus" spec="resources.gpus" />
      <NumberField path="resources.gpuShare" spec="resources.gpuShare" />
      <NumberField path="resources.priority" spec="resources.priority" />
      {cluster !== null && (
        <>
          <NumberField path="resources.nodes" spec="resources.nodes" />
          <NumberField path="resources.cpus" spec="resources.cpus" />
          <NumberField path="resources.memoryMb" spec="resources.memoryMb" />
          {cluster.hasTimeLimit && <NumberField path="resources.timeLimitMinutes" spec="resources.timeLimitMinutes" />}
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
