"use client";

import { useTranslations } from "next-intl";
import { trainingSchema } from "../../../server/contract/recipe/training";
import { ExtraArgsField } from "../fields/lists/extra-args-field";
import { ChipsField, NumberField, SelectField } from "../fields/simple-fields";
import { useRecipe } from "../recipe-context";
import { MoreFields, Section } from "./section";

const turns = trainingSchema.shape.turns.unwrap().options;
const tuners = trainingSchema.shape.tuner.unwrap().options;

/** How the student is trained. */
export function TrainingSection() {
  const t = useTranslations("form");
  const { values } = useRecipe();
  const isLora = values.training?.tuner !== "full";
  return (
    <Section name="training">
      <SelectField
        path="training.tuner"
        spec="training.tuner"
        options={tuners.map((value) => ({ value, label: t(`tuners.${value}`) }))}
      />
      <SelectField
        path="training.turns"
        spec="training.turns"
        options={turns.map((value) => ({ value, label: t(`turns.${value}`) }))}
      />
      <NumberField path="training.learningRate" spec="training.learningRate" />
      {isLora && (
        <>
          <NumberField path="training.lora.rank" spec="training.lora.rank" />
          <NumberField path="training.lora.alpha" spec="training.lora.alpha" />
          <ChipsField
            path="training.lora.targetModules"
            spec="training.lora.targetModules"
            className="sm:col-span-full"
          />
        </>
      )}
      <NumberField path="training.epochs" spec="training.epochs" />
      <NumberField path="training.maxSteps" spec="training.maxSteps" />
      <NumberField path="training.batchSize" spec="training.batchSize" />
      <NumberField path="training.gradientAccumulation" spec="training.gradientAccumulation" />
      <MoreFields label={t("more.training")}>
        <NumberField path="training.warmupRatio" spec="training.warmupRatio" />
        <NumberField path="training.loggingSteps" spec="training.loggingSteps" />
        <NumberField path="training.evalSteps" spec="training.evalSteps" />
        <NumberField path="training.saveSteps" spec="training.saveSteps" />
        <NumberField path="training.keepCheckpoints" spec="training.keepCheckpoints" />
      </MoreFields>
      <ExtraArgsField path="training.extraArgs" className="sm:col-span-full" />
    </Section>
  );
}
