"use client";

import { useTranslations } from "next-intl";
import { ProblemList, useFieldProblems } from "../fields/field-problems";
import { NumberField, SelectField } from "../fields/simple-fields";
import { EarlyStopFields } from "../fields/sweep/early-stop-field";
import { ParametersField } from "../fields/sweep/parameters-field";
import { fieldId, useRecipeField } from "../fields/use-recipe-field";
import { useRecipe } from "../recipe-context";
import { MoreFields, Section } from "./section";

const searches = ["grid", "random"] as const;

/** Several runs that differ in a few keys; nothing but the keys is asked while none is varied. */
export function SweepSection() {
  const t = useTranslations("form");
  const { values } = useRecipe();
  const problems = useFieldProblems("sweep");
  const search = useRecipeField("sweep.search").value;
  const isRandom = search === "random";
  return (
    <Section name="sweep">
      <ParametersField hasPoints={!isRandom} className="sm:col-span-full" />
      {values.sweep !== undefined && (
        <>
          <SelectField
            path="sweep.search"
            spec="sweep.search"
            options={searches.map((value) => ({ value, label: t(`sweep.searches.${value}`) }))}
          />
          {isRandom && <NumberField path="sweep.trials" spec="sweep.trials" />}
          <NumberField path="sweep.repeats" spec="sweep.repeats" />
          <EarlyStopFields />
          {isRandom && (
            <MoreFields label={t("sweep.more")}>
              <NumberField path="sweep.seed" spec="sweep.seed" />
            </MoreFields>
          )}
        </>
      )}
      <div id={fieldId("sweep")} tabIndex={-1} className="sm:col-span-full empty:hidden">
        <ProblemList problems={problems} />
      </div>
    </Section>
  );
}
