"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import type { FolderEntry } from "../../../server/contract/files";
import { useApiError } from "../../lib/use-api-error";
import { useMessage } from "../../lib/use-message";
import { AllowFolderButton } from "../../shell/allow-folder-dialog";
import { useTRPC } from "../../trpc/context";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "../../ui/command";
import { Skeleton } from "../../ui/skeleton";
import { type BrowseKind, choiceOf, filterEntries, folderAbove, typedPath } from "./browse-state";
import { EntryRow } from "./entry-row";
import { FolderBar } from "./folder-bar";
import { UseFolder } from "./use-folder";

type BrowserProps = { kind: BrowseKind; near: string; onPick: (reference: string) => void };

/** The folders that may be read, one at a time, by mouse or keyboard alone. */
export function Browser({ kind, near, onPick }: BrowserProps) {
  const t = useTranslations("files.browse");
  const trpc = useTRPC();
  const words = useMessage();
  const describeError = useApiError();
  const [path, setPath] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const listing = useQuery(
    trpc.files.list.queryOptions({ path, kind, near }, { placeholderData: keepPreviousData, staleTime: 0 }),
  );
  const folder = listing.data?.folder ?? null;
  const problem = listing.data?.problem ?? null;
  const wanted = typedPath(typed);
  const shown = wanted === null ? filterEntries(folder?.entries ?? [], typed) : [];
  const go = (to: string) => {
    setPath(to);
    setTyped("");
  };
  const choose = (entry: FolderEntry) => {
    const choice = choiceOf(entry, kind);
    if (choice === "take") onPick(entry.reference);
    if (choice === "open") go(entry.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const above = folderAbove(folder);
    if (event.key !== "Backspace" || typed !== "" || above === null) return;
    event.preventDefault();
    go(above);
  };
  return (
    <div className="grid min-h-0 min-w-0 grid-rows-[auto_minmax(0,1fr)_auto] gap-3">
      <FolderBar folder={folder} onGo={go} />
      <div className="relative grid min-h-0">
        <Command shouldFilter={false} label={t("list")} className="min-h-0 border" onKeyDown={onKeyDown}>
          <CommandInput
            autoFocus
            value={typed}
            onValueChange={setTyped}
            placeholder={t("filter")}
            aria-label={t("filter")}
          />
          <CommandList className="h-[50dvh] max-h-[50dvh]" label={t("list")} aria-busy={listing.isFetching}>
            {wanted !== null && (
              <CommandItem value={`go:${wanted}`} onSelect={() => go(wanted)}>
                <ArrowRight aria-hidden />
                {t("goTo")} <span className="break-all font-mono text-xs">{wanted}</span>
              </CommandItem>
            )}
            {problem === null &&
              shown.map((entry) => (
                <EntryRow key={entry.path} entry={entry} kind={kind} onChoose={() => choose(entry)} />
              ))}
            {problem === null && folder !== null && wanted === null && (
              <CommandEmpty>{t(folder.entries.length === 0 ? "empty" : "noneFound")}</CommandEmpty>
            )}
            {listing.isPending && <Skeleton className="m-2 h-40" aria-label={t("loading")} />}
          </CommandList>
        </Command>
        {problem !== null && wanted === null && (
          // Not within the list, whose keys would reach through the question.
          <div className="absolute inset-x-4 top-20 grid justify-items-center gap-3 text-center text-sm">
            <p className="min-w-0 max-w-full break-words">{words(problem.message)}</p>
            {problem.isOutside && path !== null && <AllowFolderButton reference={path} onAllowed={go} />}
          </div>
        )}
      </div>
      <div className="grid gap-2 text-sm" role="status">
        {listing.error !== null && <p className="text-destructive">{describeError(listing.error).message}</p>}
        {folder !== null && folder.leftOut > 0 && (
          <p className="text-muted-foreground">{t("leftOut", { count: folder.leftOut })}</p>
        )}
        {kind === "model" && problem === null && <UseFolder folder={folder} onPick={onPick} />}
      </div>
    </div>
  );
}
