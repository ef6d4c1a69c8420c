"use client";

import { useTranslations } from "next-intl";
import { serveEngineSchema, serveSchema } from "../../../server/contract/recipe/serve";
import { serveEngines } from "../../../server/contract/recipe/serve-engines";
import { ExtraArgsField } from "../fields/lists/extra-args-field";
import { NumberField, SelectField } from "../fields/simple-fields";
import { MoreFields, Section } from "./section";

const uses = serveSchema.shape.use.unwrap().options;

/** What serves the models, here and in the deployment bundle. */
export function ServeSection() {
  const t = useTranslations("form");
  return (
    <Section name="serve">
      <SelectField
        path="serve.engine"
        spec="serve.engine"
        options={serveEngineSchema.options.map((value) => ({ value, label: serveEngines[value].name }))}
      />
      <SelectField
        path="serve.use"
        spec="serve.use"
        options={uses.map((value) => ({ value, label: t(`uses.${value}`) }))}
      />
      <MoreFields label={t("more.serve")}>
        <NumberField path="serve.maxModelLen" spec="serve.maxModelLen" className="sm:col-span-full" />
        <NumberField path="serve.replicas.min" spec="serve.replicas.min" />
        <NumberField path="serve.replicas.max" spec="serve.replicas.max" />
        <ExtraArgsField path="serve.extraArgs" className="sm:col-span-full" />
      </MoreFields>
    </Section>
  );
}
