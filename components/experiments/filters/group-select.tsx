"use client";

import { ChevronDown, Rows3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { columnOfKey, type RunGroupBy, recipeKeyOf, runGroupings } from "../../../server/contract/run-list";
import { Button } from "../../ui/button";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "../../ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "../../ui/popover";

type GroupSelectProps = {
  by: RunGroupBy | null;
  /** Recipe keys in which runs differ. */
  keys: readonly string[];
  onChange: (by: RunGroupBy | null) => void;
};

/** What the runs are grouped by. */
export function GroupSelect({ by, keys, onChange }: GroupSelectProps) {
  const t = useTranslations("experiments.groups");
  const [isOpen, setIsOpen] = useState(false);
  const choose = (next: RunGroupBy | null) => () => {
    onChange(next);
    setIsOpen(false);
  };
  const known = runGroupings.find((name) => name === by);
  const shown = known === undefined ? recipeKeyOf(by ?? "") : t(`by.${known}`);
  return (
    <Popover open={isOpen} onOpenChange={setIsOpen}>
      <PopoverTrigger asChild>
        <Button variant="outline" className="max-w-56">
          <Rows3 aria-hidden />
          <span className="truncate">{shown === null ? t("label") : t("grouped", { by: shown })}</span>
          <ChevronDown className="opacity-60" aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent className="p-0" aria-label={t("label")}>
        <Command>
          <CommandInput placeholder={t("search")} aria-label={t("search")} />
          <CommandList>
            <CommandEmpty>{t("nothing")}</CommandEmpty>
            <CommandGroup>
              <CommandItem onSelect={choose(null)}>{t("not")}</CommandItem>
              {runGroupings.map((name) => (
                <CommandItem key={name} onSelect={choose(name)}>
                  {t(`by.${name}`)}
                </CommandItem>
              ))}
            </CommandGroup>
            {keys.length > 0 && (
              <CommandGroup heading={t("recipe")}>
                {keys.map((key) => (
                  <CommandItem key={key} value={key} onSelect={choose(columnOfKey(key))}>
                    <span className="truncate font-mono text-xs">{key}</span>
                  </CommandItem>
                ))}
              </CommandGroup>
            )}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
