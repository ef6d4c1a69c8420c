"use client";

import { useTranslations } from "next-intl";
import { memorySchema } from "../../../server/contract/recipe/memory";
import { DeepspeedField } from "../fields/deepspeed-field";
import { NumberField, SelectField, SwitchField } from "../fields/simple-fields";
import { GaloreFields } from "./galore-fields";
import { Section } from "./section";

const attentions = memorySchema.shape.attention.unwrap().options;

/** What makes a pair fit into memory. */
export function MemorySection() {
  const t = useTranslations("form.attentions");
  return (
    <Section name="memory">
      <SelectField
        path="memory.attention"
        spec="memory.attention"
        options={attentions.map((value) => ({ value, label: t(value) }))}
      />
      <NumberField path="memory.sequenceParallel" spec="memory.sequenceParallel" />
      <SwitchField path="memory.gradientCheckpointing" spec="memory.gradientCheckpointing" />
      <SwitchField path="memory.liger" spec="memory.liger" />
      <SwitchField path="memory.teacherOffload" spec="memory.teacherOffload" />
      <GaloreFields />
      <DeepspeedField className="sm:col-span-full" />
    </Section>
  );
}
