"use client";

import { useTranslations } from "next-intl";
import { recipeShape } from "../../../server/contract/recipe/shape";
import { ChoiceField } from "../fields/choice-field";
import { NumberField, SelectField } from "../fields/simple-fields";
import { useRecipeField } from "../fields/use-recipe-field";
import {
  calibratedEntries,
  quantizeKey,
  quantizeKeys,
  quantizeLabel,
  quantizeOptions,
  withQuantizations,
} from "../logic/fields/quantize-options";
import { useRecipe } from "../recipe-context";
import { useRecipeEdit } from "../use-recipe-edit";
import { Section } from "./section";

const gates = recipeShape.shape.quantizeGate.unwrap().options;

/** Which smaller copies of the student are exported, and when. */
export function QuantizeSection() {
  const t = useTranslations("form.gates");
  const { values } = useRecipe();
  const { value } = useRecipeField("quantize");
  const edit = useRecipeEdit();
  return (
    <Section name="quantize">
      <ChoiceField
        path="quantize"
        spec="quantize"
        className="sm:col-span-full"
        options={quantizeOptions.map((option) => ({ value: quantizeKey(option), label: quantizeLabel(option) }))}
        selected={quantizeKeys(value)}
        onChange={(keys) => edit({ quantize: withQuantizations(values.quantize, keys) })}
      />
      {calibratedEntries(value).map(({ place, option }) => (
        <fieldset
          key={quantizeKey(option)}
          className="grid min-w-0 gap-x-5 gap-y-4 rounded-md border p-3.5 sm:col-span-full sm:grid-cols-2"
        >
          <legend className="px-1 font-medium text-sm">{quantizeLabel(option)}</legend>
          <NumberField path={`quantize.${place}.groupSize`} spec="quantize.groupSize" />
          <NumberField path={`quantize.${place}.samples`} spec="quantize.samples" />
        </fieldset>
      ))}
      <SelectField
        path="quantizeGate"
        spec="quantizeGate"
        options={gates.map((gate) => ({ value: gate, label: t(gate) }))}
      />
    </Section>
  );
}
