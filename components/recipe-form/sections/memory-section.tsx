"use client";

import { memorySchema } from "../../../server/contract/recipe/memory";
import { SelectField, SwitchField } from "../fields/simple-fields";
import { Section } from "./section";

const attentions = memorySchema.shape.attention.unwrap().options.map((value) => ({ value, label: value }));

/** What makes a pair fit into memory. */
export function MemorySection() {
  return (
    <Section name="memory">
      <SelectField path="memory.attention" spec="memory.attention" options={attentions} />
      <SwitchField path="memory.gradientCheckpointing" spec="memory.gradientCheckpointing" />
    </Section>
  );
}
