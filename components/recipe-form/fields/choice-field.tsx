"use client";

import { useId } from "react";
import { Checkbox } from "../../ui/checkbox";
import { Label } from "../../ui/label";
import type { FieldSpec } from "../logic/fields/field-flags";
import { FieldShell } from "./field-shell";

type ChoiceFieldProps = {
  path: string;
  spec: FieldSpec;
  options: readonly { value: string; label: string }[];
  selected: readonly string[];
  onChange: (selected: string[]) => void;
  className?: string;
};

/** Any number of a few values, as tick boxes; what is chosen keeps the order of the options. */
export function ChoiceField({ path, spec, options, selected, onChange, className }: ChoiceFieldProps) {
  const baseId = useId();
  return (
    <FieldShell path={path} spec={spec} className={className} isDeep isGroup>
      {() => (
        <div className="flex flex-wrap gap-x-4 gap-y-1.5 py-1">
          {options.map(({ value, label }) => {
            const id = `${baseId}-${value}`;
            return (
              <div key={value} className="flex items-center gap-1.5">
                <Checkbox
                  id={id}
                  checked={selected.includes(value)}
                  onCheckedChange={(isChecked) =>
                    onChange(
                      options
                        .map((option) => option.value)
                        .filter((other) => (other === value ? isChecked === true : selected.includes(other))),
                    )
                  }
                />
                <Label htmlFor={id} className="font-normal">
                  {label}
                </Label>
              </div>
            );
          })}
        </div>
      )}
    </FieldShell>
  );
}
