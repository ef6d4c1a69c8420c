"use client";

import { useTranslations } from "next-intl";
import { evaluationMetrics } from "../../../server/contract/recipe/evaluate";
import { ChoiceField } from "../fields/choice-field";
import { ChipsField, NumberField } from "../fields/simple-fields";
import { useRecipeField } from "../fields/use-recipe-field";
import { subjectNames } from "../logic/fields/quantize-options";
import { useRecipe } from "../recipe-context";
import { Section } from "./section";

/** What is measured, on whom, and under which load. */
export function EvaluateSection() {
  const t = useTranslations("form");
  const { values } = useRecipe();
  const subjects = useRecipeField("evaluate.subjects");
  const metrics = useRecipeField("evaluate.metrics");
  const names = subjectNames(values.quantize);
  const chosen = Array.isArray(subjects.value) ? subjects.value.map(String) : names;
  return (
    <Section name="evaluate">
      <ChoiceField
        path="evaluate.subjects"
        spec="evaluate.subjects"
        className="sm:col-span-full"
        options={names.map((value) => ({ value, label: value }))}
        selected={chosen}
        onChange={(next) => subjects.set(next.length === names.length ? "all" : next)}
      />
      <ChoiceField
        path="evaluate.metrics"
        spec="evaluate.metrics"
        className="sm:col-span-full"
        options={evaluationMetrics.map((value) => ({ value, label: t(`metrics.${value}`) }))}
        selected={Array.isArray(metrics.value) ? metrics.value.map(String) : []}
        onChange={metrics.set}
      />
      <NumberField path="evaluate.generation.maxTokens" spec="evaluate.generation.maxTokens" />
      <NumberField path="evaluate.generation.temperature" spec="evaluate.generation.temperature" />
      <NumberField path="evaluate.samples" spec="evaluate.samples" />
      <ChipsField path="evaluate.load.parallel" spec="evaluate.load.parallel" isNumeric />
      <NumberField path="evaluate.load.requests" spec="evaluate.load.requests" />
    </Section>
  );
}
