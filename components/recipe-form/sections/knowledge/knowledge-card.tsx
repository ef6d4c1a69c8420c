"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { KnowledgeKind } from "../../../../server/contract/recipe/knowledge";
import { cn } from "../../../lib/cn";
import { Label } from "../../../ui/label";
import { Switch } from "../../../ui/switch";
import { ProblemList, useFieldProblems } from "../../fields/field-problems";
import { fieldId } from "../../fields/use-recipe-field";

type KnowledgeCardProps = {
  kind: KnowledgeKind;
  /** Where the kind stands in the recipe; below 0 when it is off. */
  place: number;
  /** Why the pair does not allow this kind; it can still be switched off. */
  refusal: string | null;
  onToggle: (isOn: boolean) => void;
  children: ReactNode;
};

/** One kind of knowledge: its switch, what it does, and its settings while it is on. */
export function KnowledgeCard({ kind, place, refusal, onToggle, children }: KnowledgeCardProps) {
  const t = useTranslations("form.knowledge");
  const isOn = place >= 0;
  const problems = useFieldProblems(isOn ? `knowledge.${place}.kind` : `knowledge-${kind}`);
  const id = kind === "answers" ? fieldId("knowledge") : fieldId(`knowledge-${kind}`);
  return (
    <div
      id={isOn ? fieldId(`knowledge.${place}`) : undefined}
      tabIndex={-1}
      data-kind={kind}
      className={cn("min-w-0 rounded-md border p-3.5", isOn ? "border-primary/50 xl:col-span-full" : "bg-muted/40")}
    >
      <div className="flex items-start gap-3">
        <Switch
          id={id}
          className="mt-0.5"
          checked={isOn}
          disabled={refusal !== null && !isOn}
          onCheckedChange={onToggle}
          aria-describedby={`${id}-help${refusal === null ? "" : ` ${id}-refusal`}`}
        />
        <div className="min-w-0">
          <Label htmlFor={id} className={cn(refusal !== null && !isOn && "text-muted-foreground")}>
            {t(`${kind}.title`)}
          </Label>
          <p id={`${id}-help`} className="max-w-prose text-muted-foreground text-xs leading-relaxed">
            {t(`${kind}.description`)}
          </p>
          {refusal !== null && (
            <p id={`${id}-refusal`} className="mt-1 max-w-prose text-warning text-xs leading-relaxed break-words">
              {t("refused", { reason: refusal })}
            </p>
          )}
        </div>
      </div>
      <ProblemList problems={problems} />
      {isOn && <div className="mt-4 grid gap-x-5 gap-y-4 sm:grid-cols-2">{children}</div>}
    </div>
  );
}
