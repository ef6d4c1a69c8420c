"use client";

import { ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, type ReactNode, useState } from "react";
import { Button } from "../../ui/button";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "../../ui/command";
import { Input } from "../../ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "../../ui/popover";

export type Suggestion = {
  value: string;
  note: string /** What people call it, where its value is a long path. */;
  name?: string;
};

type SuggestInputProps = Omit<ComponentProps<"input">, "onChange" | "value"> & {
  value: string;
  onChange: (value: string) => void;
  suggestions: readonly Suggestion[];
  listLabel: string;
  /** Further ways to fill the field, as buttons behind it. */
  children?: ReactNode;
};

/** A text field with a button that lists what was found on this host; any other text may be typed. */
export function SuggestInput({ value, onChange, suggestions, listLabel, children, ...props }: SuggestInputProps) {
  const t = useTranslations("form.suggest");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="flex min-w-0 flex-1 gap-1">
      <Input
        {...props}
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-[13px]"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <Popover open={isOpen} onOpenChange={setIsOpen}>
        <PopoverTrigger asChild>
          <Button variant="outline" size="icon" aria-label={listLabel} title={listLabel}>
            <ChevronsUpDown aria-hidden />
          </Button>
        </PopoverTrigger>
        <PopoverContent align="end" className="w-96 p-0">
          <Command>
            <CommandInput placeholder={t("search")} aria-label={listLabel} />
            <CommandList>
              <CommandEmpty>{t("empty")}</CommandEmpty>
              <CommandGroup heading={t("found")}>
                {suggestions.map((suggestion) => (
                  <CommandItem
                    key={suggestion.value}
                    value={`${suggestion.name ?? ""} ${suggestion.value}`}
                    onSelect={() => {
                      onChange(suggestion.value);
                      setIsOpen(false);
                    }}
                  >
                    <span className="min-w-0 flex-1 break-all font-mono text-xs">
                      {suggestion.name ?? suggestion.value}
                    </span>
                    <span className="text-muted-foreground text-xs whitespace-nowrap">{suggestion.note}</span>
                  </CommandItem>
                ))}
              </CommandGroup>
            </CommandList>
          </Command>
        </PopoverContent>
      </Popover>
      {children}
    </div>
  );
}
