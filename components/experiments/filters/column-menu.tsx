"use client";

import { Check, Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { columnOfKey } from "../../../server/contract/run-list";
import { cn } from "../../lib/cn";
import { Button } from "../../ui/button";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "../../ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "../../ui/popover";
import { type ColumnName, keysOf, plainColumns } from "../columns/column-choice";
import { useColumnTitle } from "../columns/column-title";
import type { ColumnChoice } from "../columns/use-column-choice";

/** Which columns the list has; recipe keys in which runs differ are among the choices. */
export function ColumnMenu({ choice, keys }: { choice: ColumnChoice; keys: readonly string[] }) {
  const t = useTranslations("experiments.columnMenu");
  const titleOf = useColumnTitle();
  const { columns, toggle, reset } = choice;
  const offered = [...new Set([...keysOf(columns), ...keys])];
  const item = (column: ColumnName) => (
    <CommandItem
      key={column}
      value={titleOf(column)}
      aria-checked={columns.includes(column)}
      onSelect={() => toggle(column)}
    >
      <Check className={cn(!columns.includes(column) && "opacity-0")} aria-hidden />
      <span className="truncate">{titleOf(column)}</span>
      {columns.includes(column) && <span className="sr-only">{t("shown")}</span>}
    </CommandItem>
  );
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="outline">
          <Columns3 aria-hidden />
          {t("label")}
        </Button>
      </PopoverTrigger>
      <PopoverContent className="p-0" align="end" aria-label={t("label")}>
        <Command>
          <CommandInput placeholder={t("search")} aria-label={t("search")} />
          <CommandList>
            <CommandEmpty>{t("nothing")}</CommandEmpty>
            <CommandGroup heading={t("figures")}>
              {plainColumns.filter((column) => column !== "name").map(item)}
            </CommandGroup>
            {offered.length > 0 && (
              <CommandGroup heading={t("recipe")}>{offered.map(columnOfKey).map(item)}</CommandGroup>
            )}
          </CommandList>
        </Command>
        <div className="border-t p-1">
          <Button variant="ghost" size="sm" className="w-full" onClick={reset}>
            {t("reset")}
          </Button>
        </div>
      </PopoverContent>
    </Popover>
  );
}
