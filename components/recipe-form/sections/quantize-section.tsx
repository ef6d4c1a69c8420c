"use client";

import { ChoiceField } from "../fields/choice-field";
import { useRecipeField } from "../fields/use-recipe-field";
import { quantizeKey, quantizeKeys, quantizeOptions } from "../logic/quantize-options";
import { Section } from "./section";

/** Which smaller copies of the student are exported. */
export function QuantizeSection() {
  const { value, set } = useRecipeField("quantize");
  return (
    <Section name="quantize" className="sm:grid-cols-1">
      <ChoiceField
        path="quantize"
        spec="quantize"
        options={quantizeOptions.map((option) => ({
          value: quantizeKey(option),
          label: `${option.method} ${option.bits}-bit`,
        }))}
        selected={quantizeKeys(value)}
        onChange={(keys) => set(quantizeOptions.filter((option) => keys.includes(quantizeKey(option))))}
      />
    </Section>
  );
}
