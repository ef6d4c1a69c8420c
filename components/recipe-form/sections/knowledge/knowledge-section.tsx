"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import type { Knowledge } from "../../../server/contract/recipe/knowledge";
import { logitsKnowledgeSchema } from "../../../server/contract/recipe/knowledge";
import { cn } from "../../lib/cn";
import { Label } from "../../ui/label";
import { Switch } from "../../ui/switch";
import { ProblemList, useFieldProblems } from "../fields/field-problems";
import { NumberField, SelectField } from "../fields/simple-fields";
import { fieldId, useRecipeField } from "../fields/use-recipe-field";
import { defaultKnowledge, type FormValues } from "../logic/form-values";
import { useRecipe } from "../recipe-context";
import { Section } from "./section";

type KnowledgeInput = NonNullable<FormValues["knowledge"]>[number];

const kinds = ["answers", "logits"] as const;
const divergences = logitsKnowledgeSchema.shape.divergence.unwrap().options;

/** What is transferred: one card a kind, each switched on by itself. */
export function KnowledgeSection() {
  const { set } = useRecipeField("knowledge");
  const items = useRecipe().values.knowledge ?? [];
  const put = useRef<Partial<Record<Knowledge["kind"], KnowledgeInput>>>({});
  const problems = useFieldProblems("knowledge");
  const placeOf = (kind: Knowledge["kind"]) => items.findIndex((item) => item.kind === kind);
  const toggle = (kind: Knowledge["kind"], isOn: boolean) => {
    const place = placeOf(kind);
    if (!isOn) put.current[kind] = items[place];
    const others = items.filter((_, index) => index !== place);
    const all = isOn ? [...others, put.current[kind] ?? defaultKnowledge(kind)] : others;
    set(kinds.flatMap((known) => all.filter((item) => item.kind === known)));
  };
  return (
    <Section name="knowledge" className="sm:grid-cols-1">
      {kinds.map((kind) => {
        const place = placeOf(kind);
        return (
          <KnowledgeCard key={kind} kind={kind} isOn={place >= 0} onToggle={(isOn) => toggle(kind, isOn)}>
            {kind === "answers" ? <AnswersFields place={place} /> : <LogitsFields place={place} item={items[place]} />}
          </KnowledgeCard>
        );
      })}
      <ProblemList problems={problems} />
    </Section>
  );
}

type CardProps = { kind: Knowledge["kind"]; isOn: boolean; onToggle: (isOn: boolean) => void; children: ReactNode };

function KnowledgeCard({ kind, isOn, onToggle, children }: CardProps) {
  const t = useTranslations("form.knowledge");
  const id = kind === "answers" ? fieldId("knowledge") : fieldId(`knowledge-${kind}`);
  return (
    <div className={cn("rounded-md border p-3.5", isOn ? "border-primary/50" : "bg-muted/40")}>
      <div className="flex items-start gap-3">
        <Switch id={id} className="mt-0.5" checked={isOn} onCheckedChange={onToggle} aria-describedby={`${id}-help`} />
        <div>
          <Label htmlFor={id}>{t(`${kind}.title`)}</Label>
          <p id={`${id}-help`} className="max-w-prose text-muted-foreground text-xs leading-relaxed">
            {t(`${kind}.description`)}
          </p>
        </div>
      </div>
      {isOn && <div className="mt-4 grid gap-x-5 gap-y-4 sm:grid-cols-2">{children}</div>}
    </div>
  );
}

function AnswersFields({ place }: { place: number }) {
  return (
    <>
      <NumberField path={`knowledge.${place}.maxTokens`} spec="answers.maxTokens" />
      <NumberField path={`knowledge.${place}.temperature`} spec="answers.temperature" />
    </>
  );
}

function LogitsFields({ place, item }: { place: number; item: KnowledgeInput | undefined }) {
  const t = useTranslations("form.divergences");
  const isJsd = item?.kind === "logits" && item.divergence === "jsd";
  return (
    <>
      <NumberField path={`knowledge.${place}.temperature`} spec="logits.temperature" />
      <NumberField path={`knowledge.${place}.alpha`} spec="logits.alpha" />
      <SelectField
        path={`knowledge.${place}.divergence`}
        spec="logits.divergence"
        options={divergences.map((value) => ({ value, label: t(value) }))}
      />
      {isJsd && <NumberField path={`knowledge.${place}.jsdBeta`} spec="logits.jsdBeta" />}
      <NumberField path={`knowledge.${place}.topK`} spec="logits.topK" />
      <NumberField path={`knowledge.${place}.onPolicy`} spec="logits.onPolicy" />
      <NumberField path={`knowledge.${place}.maxCompletionLength`} spec="logits.maxCompletionLength" />
    </>
  );
}
