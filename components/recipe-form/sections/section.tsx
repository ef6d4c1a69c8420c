"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { cn } from "../../lib/cn";

export const sectionNames = [
  "about",
  "pair",
  "data",
  "knowledge",
  "training",
  "memory",
  "quantize",
  "evaluate",
  "serve",
  "resources",
  "sweep",
] as const;
export type SectionName = (typeof sectionNames)[number];

type SectionProps = { name: SectionName; children: ReactNode; className?: string };

/** One part of the recipe: its name, what it decides, its fields in columns. */
export function Section({ name, children, className }: SectionProps) {
  const t = useTranslations("form.sections");
  const headingId = useId();
  return (
    <section
      id={`section-${name}`}
      aria-labelledby={headingId}
      className="scroll-mt-16 rounded-lg border bg-card p-4 sm:p-5"
    >
      <h2 id={headingId} className="font-semibold text-base">
        {t(`${name}.title`)}
      </h2>
      <p className="mt-0.5 mb-4 max-w-[90ch] text-muted-foreground text-sm">{t(`${name}.description`)}</p>
      <div className={cn("grid gap-x-5 gap-y-4 sm:grid-cols-2", className)}>{children}</div>
    </section>
  );
}

/** Fields that most people leave as they are, folded away. */
export function MoreFields({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="group sm:col-span-full">
      <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground text-sm select-none hover:text-foreground">
        {label}
      </summary>
      <div className="mt-3 grid gap-x-5 gap-y-4 sm:grid-cols-2">{children}</div>
    </details>
  );
}
