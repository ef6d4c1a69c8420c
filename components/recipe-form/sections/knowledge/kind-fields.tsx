"use client";

import { useTranslations } from "next-intl";
import {
  answersKnowledgeSchema,
  logitsKnowledgeSchema,
  preferenceKnowledgeSchema,
} from "../../../../server/contract/recipe/knowledge";
import { LayersField } from "../../fields/lists/layers-field";
import { NumberField, SelectField, SwitchField } from "../../fields/simple-fields";
import type { KnowledgeInput } from "../../logic/knowledge-switch";

const answerSources = answersKnowledgeSchema.shape.source.unwrap().options;
const truncatedChoices = answersKnowledgeSchema.shape.truncated.unwrap().options;
const scales = logitsKnowledgeSchema.shape.temperatureScale.unwrap().options;
const divergences = logitsKnowledgeSchema.shape.divergence.unwrap().options;
const tails = logitsKnowledgeSchema.shape.topKTail.unwrap().options;
const methods = preferenceKnowledgeSchema.shape.method.unwrap().options;
const pairings = preferenceKnowledgeSchema.shape.pairs.unwrap().options;

/** The settings of one kind of knowledge; `place` is where it stands in the recipe's list. */
export function KindFields({ place, item }: { place: number; item: KnowledgeInput }) {
  switch (item.kind) {
    case "answers":
      return <AnswersFields place={place} isOwn={item.source === "own"} />;
    case "logits":
      return <LogitsFields place={place} isJsd={item.divergence === "jsd"} hasTopK={item.topK !== undefined} />;
    case "hidden-states":
      return (
        <>
          <NumberField path={`knowledge.${place}.weight`} spec="hidden-states.weight" />
          <SwitchField path={`knowledge.${place}.normalize`} spec="hidden-states.normalize" />
          <LayersField path={`knowledge.${place}.layers`} className="sm:col-span-full" />
        </>
      );
    case "attention":
      return <NumberField path={`knowledge.${place}.weight`} spec="attention.weight" />;
    case "preference":
      return <PreferenceFields place={place} isOwn={item.pairs === "own"} />;
    case "policy":
      return (
        <>
          <NumberField path={`knowledge.${place}.coefficient`} spec="policy.coefficient" />
          <NumberField path={`knowledge.${place}.generations`} spec="policy.generations" />
          <NumberField path={`knowledge.${place}.temperature`} spec="policy.temperature" />
          <NumberField path={`knowledge.${place}.maxCompletionLength`} spec="policy.maxCompletionLength" />
        </>
      );
  }
}

function AnswersFields({ place, isOwn }: { place: number; isOwn: boolean }) {
  const t = useTranslations("form.answerSources");
  return (
    <>
      <SelectField
        path={`knowledge.${place}.source`}
        spec="answers.source"
        options={answerSources.map((value) => ({ value, label: t(value) }))}
      />
      {!isOwn && (
        <>
          <NumberField path={`knowledge.${place}.maxTokens`} spec="answers.maxTokens" />
          <NumberField path={`knowledge.${place}.temperature`} spec="answers.temperature" />
          <TruncatedField place={place} spec="answers.truncated" />
        </>
      )}
    </>
  );
}

/** What becomes of answers that were cut off. */
function TruncatedField({ place, spec }: { place: number; spec: "answers.truncated" | "preference.truncated" }) {
  const t = useTranslations("form.truncatedAnswers");
  return (
    <SelectField
      path={`knowledge.${place}.truncated`}
      spec={spec}
      options={truncatedChoices.map((value) => ({ value, label: t(value) }))}
    />
  );
}

function LogitsFields({ place, isJsd, hasTopK }: { place: number; isJsd: boolean; hasTopK: boolean }) {
  const t = useTranslations("form.divergences");
  const scale = useTranslations("form.temperatureScales");
  const tail = useTranslations("form.topKTails");
  return (
    <>
      <NumberField path={`knowledge.${place}.temperature`} spec="logits.temperature" />
      <SelectField
        path={`knowledge.${place}.temperatureScale`}
        spec="logits.temperatureScale"
        options={scales.map((value) => ({ value, label: scale(value) }))}
      />
      <NumberField path={`knowledge.${place}.alpha`} spec="logits.alpha" />
      <SelectField
        path={`knowledge.${place}.divergence`}
        spec="logits.divergence"
        options={divergences.map((value) => ({ value, label: t(value) }))}
      />
      {isJsd && <NumberField path={`knowledge.${place}.jsdBeta`} spec="logits.jsdBeta" />}
      <NumberField path={`knowledge.${place}.topK`} spec="logits.topK" />
      {hasTopK && (
        <SelectField
          path={`knowledge.${place}.topKTail`}
          spec="logits.topKTail"
          options={tails.map((value) => ({ value, label: tail(value) }))}
        />
      )}
      <NumberField path={`knowledge.${place}.onPolicy`} spec="logits.onPolicy" />
      <NumberField path={`knowledge.${place}.maxCompletionLength`} spec="logits.maxCompletionLength" />
    </>
  );
}

function PreferenceFields({ place, isOwn }: { place: number; isOwn: boolean }) {
  const t = useTranslations("form");
  return (
    <>
      <SelectField
        path={`knowledge.${place}.method`}
        spec="preference.method"
        options={methods.map((value) => ({ value, label: t(`preferenceMethods.${value}`) }))}
      />
      <SelectField
        path={`knowledge.${place}.pairs`}
        spec="preference.pairs"
        options={pairings.map((value) => ({ value, label: t(`preferencePairs.${value}`) }))}
      />
      <NumberField path={`knowledge.${place}.beta`} spec="preference.beta" />
      {!isOwn && <NumberField path={`knowledge.${place}.maxTokens`} spec="preference.maxTokens" />}
      {!isOwn && <NumberField path={`knowledge.${place}.temperature`} spec="preference.temperature" />}
      {!isOwn && <TruncatedField place={place} spec="preference.truncated" />}
    </>
  );
}
