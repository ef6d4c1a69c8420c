"use client";

import { useState } from "react";
import { Input } from "../../ui/input";

type PriorityInputProps = { priority: number; label: string; onChange: (priority: number) => void };

/** The priority of a run; a change is sent on Enter or when the field is left, Escape takes it back. */
export function PriorityInput({ priority, label, onChange }: PriorityInputProps) {
  const [text, setText] = useState(String(priority));
  const send = () => {
    const value = Number(text);
    const isGood = text.trim() !== "" && Number.isInteger(value) && Math.abs(value) <= 100;
    if (!isGood) setText(String(priority));
    else if (value !== priority) onChange(value);
  };
  return (
    <Input
      type="number"
      min={-100}
      max={100}
      step={1}
      className="h-7 w-18"
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={send}
      onKeyDown={(event) => {
        if (event.key === "Enter") send();
        if (event.key === "Escape") setText(String(priority));
      }}
    />
  );
}
