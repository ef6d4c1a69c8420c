"use client";

import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuTrigger,
} from "../../ui/dropdown-menu";

type FilterMenuProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: ReactNode }[];
  selected: readonly Value[];
  onChange: (selected: Value[]) => void;
};

/** A button that opens a list of values to filter by; stays open while choosing several. */
export function FilterMenu<Value extends string>({ label, options, selected, onChange }: FilterMenuProps<Value>) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="outline">
          {label}
          {selected.length > 0 && <Badge variant="default">{selected.length}</Badge>}
          <ChevronDown className="opacity-60" aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="max-h-80 overflow-y-auto">
        {options.map((option) => (
          <DropdownMenuCheckboxItem
            key={option.value}
            checked={selected.includes(option.value)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(isChecked) =>
              onChange(
                isChecked === true ? [...selected, option.value] : selected.filter((value) => value !== option.value),
              )
            }
          >
            {option.label}
          </DropdownMenuCheckboxItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
