"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "../../lib/cn";
import { Label } from "../../ui/label";
import { type FieldSpec, fieldFlags } from "../logic/fields/field-flags";
import { ProblemList, useFieldProblems } from "./field-problems";
import { fieldId } from "./use-recipe-field";

/** What ties a control to its label, explanation and problems. */
export type ControlProps = { id: string; "aria-invalid": boolean; "aria-describedby": string };

type FieldShellProps = {
  path: string;
  spec: FieldSpec;
  isDeep?: boolean;
  isInline?: boolean;
  /** Several controls under one name: the name labels the group, each control has its own. */
  isGroup?: boolean;
  className?: string;
  children: (control: ControlProps) => ReactNode;
};

/** A field: its name, the engine's flag, the control, one explaining sentence, and what is wrong. */
export function FieldShell({ path, spec, isDeep, isInline, isGroup, className, children }: FieldShellProps) {
  const t = useTranslations("form");
  const id = fieldId(path);
  const problems = useFieldProblems(path, isDeep);
  const control = children({
    id,
    "aria-invalid": problems.some(({ isError }) => isError),
    "aria-describedby": `${id}-help ${id}-problems`,
  });
  const flag = fieldFlags[spec];
  return (
    <div className={cn("grid min-w-0 content-start gap-1.5", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-2">
        <span className={cn(isInline && "flex items-center gap-2")}>
          {isInline && control}
          {isGroup ? (
            <span id={`${id}-label`} className="font-medium text-sm leading-snug">
              {t(`fields.${spec}.label`)}
            </span>
          ) : (
            <Label htmlFor={id}>{t(`fields.${spec}.label`)}</Label>
          )}
        </span>
        {flag !== null && <code className="font-mono text-[11px] text-muted-foreground break-all">{flag}</code>}
      </div>
      {isGroup ? (
        <fieldset
          id={id}
          tabIndex={-1}
          className="min-w-0"
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-help ${id}-problems`}
        >
          {control}
        </fieldset>
      ) : (
        !isInline && control
      )}
      <p id={`${id}-help`} className="text-muted-foreground text-xs leading-relaxed">
        {t(`fields.${spec}.help`)}
      </p>
      <ProblemList id={`${id}-problems`} problems={problems} />
    </div>
  );
}
