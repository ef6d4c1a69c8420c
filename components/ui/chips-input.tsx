"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { cn } from "../lib/cn";

type ChipsInputProps = {
  id?: string;
  value: readonly string[];
  onChange: (value: string[]) => void;
  onBlur?: () => void;
  suggestions?: readonly string[];
  placeholder?: string;
  className?: string;
  "aria-invalid"?: boolean;
  "aria-describedby"?: string;
};

/** A list of short texts: Enter or comma adds, Backspace in the empty field takes the last one away. */
export function ChipsInput({
  id,
  value,
  onChange,
  onBlur,
  suggestions,
  placeholder,
  className,
  ...aria
}: ChipsInputProps) {
  const t = useTranslations("common.actions");
  const listId = useId();
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);

  const commit = () => {
    const added = text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== "" && !value.includes(part));
    if (added.length > 0) onChange([...value, ...new Set(added)]);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === "Enter" || event.key === ",") && text.trim() !== "") {
      event.preventDefault();
      commit();
    } else if (event.key === "Backspace" && text === "" && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  };

  return (
    <div
      className={cn(
        "flex min-h-8 w-full flex-wrap items-center gap-1 rounded-md border border-input bg-card px-1.5 py-1 text-sm focus-within:outline-2 focus-within:outline-ring focus-within:outline-offset-2",
        aria["aria-invalid"] && "border-destructive",
        className,
      )}
    >
      {value.map((chip) => (
        <span
          key={chip}
          className="flex max-w-full items-center gap-0.5 rounded bg-secondary py-px pr-0.5 pl-1.5 text-xs"
        >
          <span className="truncate">{chip}</span>
          <button
            type="button"
            className="rounded p-0.5 text-muted-foreground hover:text-foreground"
            aria-label={`${t("remove")}: ${chip}`}
            onClick={() => {
              onChange(value.filter((other) => other !== chip));
              input.current?.focus();
            }}
          >
            <X className="size-3" aria-hidden />
          </button>
        </span>
      ))}
      <input
        ref={input}
        id={id}
        value={text}
        list={suggestions === undefined ? undefined : listId}
        placeholder={value.length === 0 ? placeholder : undefined}
        className="h-5.5 w-0 min-w-24 flex-1 bg-transparent px-1 outline-none placeholder:text-muted-foreground/80"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          commit();
          onBlur?.();
        }}
        {...aria}
      />
      {suggestions !== undefined && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </div>
  );
}
