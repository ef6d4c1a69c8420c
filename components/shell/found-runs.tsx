"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lastPathPart } from "../lib/format";
import { useDebounced } from "../lib/use-debounced";
import { useTRPC } from "../trpc/context";
import { CommandGroup, CommandItem } from "../ui/command";
import { StatusBadge } from "./status-badge";

const typingMs = 120;
const mostFound = 8;

/** The runs that the server finds for what is typed in the command menu, the newest first. */
export function FoundRuns({ typed, onGo }: { typed: string; onGo: (href: string) => () => void }) {
  const t = useTranslations("common");
  const trpc = useTRPC();
  const search = useDebounced(typed, typingMs);
  const { data } = useQuery(
    trpc.runs.list.queryOptions({ search, limit: mostFound, curves: false }, { placeholderData: keepPreviousData }),
  );
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <CommandGroup heading={t("command.runs")}>
      {data.rows.map((run) => (
        // The server has searched, in more than what is shown: what was typed is found in each.
        <CommandItem key={run.id} value={`${typed} ${run.id}`} onSelect={onGo(`/runs/${run.id}`)}>
          <span className="min-w-0 flex-1 truncate">
            {run.name} <span className="text-muted-foreground">#{run.number}</span>
            <span className="ml-2 text-muted-foreground text-xs">
              {run.teacher !== null && run.student !== null
                ? `${lastPathPart(run.teacher)} → ${lastPathPart(run.student)}`
                : t("stored.unreadable")}
            </span>
          </span>
          <StatusBadge of="run" status={run.status} />
        </CommandItem>
      ))}
    </CommandGroup>
  );
}
