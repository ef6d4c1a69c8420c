"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RunRow } from "../../server/contract/run-list";
import { runColor } from "../lib/series-colors";
import { useDebounced } from "../lib/use-debounced";
import { StatusBadge } from "../shell/status-badge";
import { StoredBadge } from "../shell/stored-problem";
import { useTRPC } from "../trpc/context";
import { Button } from "../ui/button";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "../ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";

type RunPickerProps = {
  selected: readonly string[];
  /** What is known of them. */
  runs: readonly RunRow[];
  onChange: (runIds: string[]) => void;
};

const typingMs = 150;
const mostFound = 20;

/** The runs of the comparison as chips, with a searchable list to add more. */
export function RunPicker({ selected, runs, onChange }: RunPickerProps) {
  const t = useTranslations("compare");
  const trpc = useTRPC();
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const search = useDebounced(typed, typingMs);
  const found = useQuery(
    trpc.runs.list.queryOptions(
      { search, limit: mostFound, curves: false },
      { enabled: isOpen, placeholderData: keepPreviousData },
    ),
  );
  const toggle = (id: string) =>
    onChange(selected.includes(id) ? selected.filter((other) => other !== id) : [...selected, id]);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      {selected.map((id) => {
        const run = runs.find((entry) => entry.id === id);
        const label = run === undefined ? id : `#${run.number} ${run.name}`;
        return (
          <span
            key={id}
            className="inline-flex h-7 max-w-72 items-center gap-1.5 rounded-md border bg-card pl-2 text-sm"
          >
            <span
              className="size-2 shrink-0 rounded-full"
              style={{ background: runColor(run?.number ?? 0) }}
              aria-hidden
            />
            <span className="truncate">{label}</span>
            {run !== undefined && <StoredBadge run={run} />}
            <button
              type="button"
              className="p-1 text-muted-foreground hover:text-foreground"
              aria-label={t("removeRun", { name: label })}
              onClick={() => toggle(id)}
            >
              <X className="size-3.5" aria-hidden />
            </button>
          </span>
        );
      })}
      <Popover open={isOpen} onOpenChange={setIsOpen}>
        <PopoverTrigger asChild>
          <Button variant="outline" size="sm">
            <Plus aria-hidden />
            {t("addRun")}
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-80 p-0" align="start">
          <Command shouldFilter={false}>
            <CommandInput placeholder={t("searchRuns")} value={typed} onValueChange={setTyped} />
            <CommandList>
              <CommandEmpty>{t("noRuns")}</CommandEmpty>
              {found.data?.rows.map((run) => (
                <CommandItem key={run.id} value={run.id} onSelect={() => toggle(run.id)}>
                  <Check className={selected.includes(run.id) ? "size-4" : "size-4 opacity-0"} aria-hidden />
                  <span className="min-w-0 flex-1 truncate">
                    #{run.number} {run.name}
                  </span>
                  <StatusBadge of="run" status={run.status} />
                </CommandItem>
              ))}
            </CommandList>
          </Command>
        </PopoverContent>
      </Popover>
    </div>
  );
}
