"use client";

import { useId } from "react";
import { cn } from "../../lib/cn";
import type { FieldSpec } from "../logic/fields/field-flags";
import { FieldShell } from "./field-shell";

type RadioFieldProps<Value extends string> = {
  path: string;
  spec: FieldSpec;
  options: readonly { value: Value; label: string; note: string }[];
  value: unknown;
  onChange: (value: Value) => void;
  className?: string;
};

/** One of a few values that each need a sentence. */
export function RadioField<Value extends string>({
  path,
  spec,
  options,
  value,
  onChange,
  className,
}: RadioFieldProps<Value>) {
  const name = useId();
  return (
    <FieldShell path={path} spec={spec} className={className} isGroup>
      {() => (
        <div className="grid gap-1.5 sm:grid-cols-2">
          {options.map((option) => (
            <label
              key={option.value}
              className={cn(
                "flex cursor-pointer items-start gap-2 rounded-md border px-2.5 py-1.5",
                option.value === value ? "border-primary/50" : "border-border",
              )}
            >
              <input
                type="radio"
                className="mt-1 accent-primary"
                name={name}
                value={option.value}
                checked={option.value === value}
                onChange={() => onChange(option.value)}
              />
              <span className="min-w-0">
                <span className="block font-medium text-sm">{option.label}</span>
                <span className="block text-muted-foreground text-xs leading-relaxed">{option.note}</span>
              </span>
            </label>
          ))}
        </div>
      )}
    </FieldShell>
  );
}
