"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SweepRange } from "../../../../server/contract/recipe/sweep";
import { Input } from "../../../ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../../../ui/select";

type RangeInputsProps = {
  name: string;
  range: Partial<SweepRange>;
  /** A grid needs to know how many values to take. */
  hasPoints: boolean;
  onChange: (range: Partial<SweepRange>) => void;
};

const scales = ["linear", "log"] as const;

/** The ends of a range, how its values are spread, and how many a grid takes. */
export function RangeInputs({ name, range, hasPoints, onChange }: RangeInputsProps) {
  const t = useTranslations("form.sweep");
  const numbers = hasPoints ? (["min", "max", "points"] as const) : (["min", "max"] as const);
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {numbers.map((part) => (
        <NumberInput
          key={part}
          label={t(`${part}Of`, { name })}
          placeholder={t(part)}
          value={range[part]}
          onChange={(value) => onChange({ ...range, [part]: value })}
        />
      ))}
      <Select
        value={range.scale ?? "linear"}
        onValueChange={(scale) => onChange({ ...range, scale: scale === "log" ? "log" : "linear" })}
      >
        <SelectTrigger className="w-32" aria-label={t("scaleOf", { name })}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {scales.map((scale) => (
            <SelectItem key={scale} value={scale}>
              {t(`scales.${scale}`)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}

type NumberInputProps = {
  label: string;
  placeholder: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
};

function NumberInput({ label, placeholder, value, onChange }: NumberInputProps) {
  const [text, setText] = useState("");
  const isSame = value !== undefined && text.trim() !== "" && Number(text) === value;
  const isHalfTyped = value === undefined && text.trim() !== "" && Number.isNaN(Number(text));
  return (
    <Input
      className="w-24 font-mono text-[13px]"
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      placeholder={placeholder}
      value={isSame || isHalfTyped ? text : (value?.toString() ?? "")}
      onChange={(event) => {
        const typed = event.target.value;
        setText(typed);
        const number = Number(typed);
        onChange(typed.trim() === "" || Number.isNaN(number) ? undefined : number);
      }}
    />
  );
}
