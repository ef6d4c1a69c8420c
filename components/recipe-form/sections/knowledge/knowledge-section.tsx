"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import type { KnowledgeKind } from "../../../../server/contract/recipe/knowledge";
import { knowledgeKinds } from "../../../../server/contract/recipe/knowledge-kinds";
import { ProblemList, useFieldProblems } from "../../fields/field-problems";
import { type KeptKnowledge, switchKnowledge } from "../../logic/knowledge-switch";
import { useRecipe } from "../../recipe-context";
import { useRecipeEdit } from "../../use-recipe-edit";
import { Section } from "../section";
import { KindFields } from "./kind-fields";
import { KnowledgeCard } from "./knowledge-card";
import { LossFormula } from "./loss-formula";
import { useRefusals } from "./use-refusals";

/** What is transferred: one card a kind, each switched on by itself. */
export function KnowledgeSection() {
  const t = useTranslations("form.knowledge");
  const { values } = useRecipe();
  const edit = useRecipeEdit();
  const kept = useRef<KeptKnowledge>({});
  const problems = useFieldProblems("knowledge");
  const refusals = useRefusals();
  const items = values.knowledge ?? [];
  const keep = (kinds: readonly KnowledgeKind[]) => {
    for (const item of items) if (kinds.includes(item.kind)) kept.current[item.kind] = item;
  };
  const toggle = (kind: KnowledgeKind, isOn: boolean) => {
    const { changes, switchedOff, becomesEager } = switchKnowledge(values, kind, isOn, kept.current);
    keep(isOn ? switchedOff : [kind]);
    const message = [
      switchedOff.length > 0 &&
        t("switchedOff", {
          kind: t(`${kind}.title`),
          others: switchedOff.map((other) => t(`${other}.title`)).join(", "),
        }),
      becomesEager && t("becameEager"),
    ].filter((part) => part !== false);
    edit(changes, message.length > 0 ? message.join(" ") : undefined);
  };
  return (
    <Section name="knowledge" className="xl:grid-cols-2 sm:grid-cols-1">
      {knowledgeKinds.map((kind) => {
        const place = items.findIndex((item) => item.kind === kind);
        const item = items[place];
        return (
          <KnowledgeCard
            key={kind}
            kind={kind}
            place={place}
            refusal={refusals[kind] ?? null}
            onToggle={(isOn) => toggle(kind, isOn)}
          >
            {item !== undefined && <KindFields place={place} item={item} />}
          </KnowledgeCard>
        );
      })}
      <LossFormula />
      <ProblemList problems={problems} />
    </Section>
  );
}
