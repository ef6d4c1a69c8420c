"use client";

import { useState } from "react";
import { Input } from "../../../ui/input";

type CountInputProps = { label: string; value: number; onChange: (value: number) => void };

/** A whole number from 0; while something else is typed the last number stays. */
export function CountInput({ label, value, onChange }: CountInputProps) {
  const [text, setText] = useState<string | null>(null);
  return (
    <Input
      className="w-20 font-mono text-[13px]"
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      value={text ?? String(value)}
      onChange={(event) => {
        const next = event.target.value.trim();
        setText(next);
        if (/^\d{1,6}$/.test(next)) onChange(Number(next));
      }}
      onBlur={() => setText(null)}
    />
  );
}
