"use client";

import { Box, File, FileText, Folder, Link2Off, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import type { FolderEntry } from "../../../server/contract/files";
import { cn } from "../../lib/cn";
import { useFormat } from "../../lib/use-format";
import { CommandItem } from "../../ui/command";
import { type BrowseKind, choiceOf } from "./browse-state";

type EntryRowProps = { entry: FolderEntry; kind: BrowseKind; onChoose: () => void };

/** A folder or file with what it is, its size and its date. */
export function EntryRow({ entry, kind, onChoose }: EntryRowProps) {
  const format = useFormat();
  const Icon = iconOf(entry);
  const isIdle = choiceOf(entry, kind) === "none";
  const sizeBytes = entry.model?.sizeBytes ?? entry.sizeBytes;
  return (
    <CommandItem
      value={entry.path}
      disabled={isIdle}
      onSelect={onChoose}
      className="flex-wrap gap-y-0 sm:flex-nowrap data-[disabled=true]:opacity-60"
    >
      <Icon aria-hidden className={cn(entry.model !== null && "text-primary")} />
      <span className="min-w-0 flex-1 break-all font-mono text-xs">
        {entry.name}
        {entry.isFolder && "/"}
      </span>
      <EntryNote entry={entry} kind={kind} />
      <span className="w-20 shrink-0 text-right text-muted-foreground text-xs tabular-nums">
        {sizeBytes === null ? "" : format.bytes(sizeBytes)}
      </span>
      <span className="hidden w-36 shrink-0 text-right text-muted-foreground text-xs tabular-nums sm:inline">
        {entry.modifiedAtMs === null ? "" : format.dateTime(entry.modifiedAtMs)}
      </span>
    </CommandItem>
  );
}

function EntryNote({ entry, kind }: { entry: FolderEntry; kind: BrowseKind }) {
  const t = useTranslations("files.browse");
  if (entry.refusal !== null)
    return (
      <span className="text-muted-foreground text-xs">
        {t(entry.refusal === "leads-out" ? "leadsOut" : "unreadable")}
      </span>
    );
  if (entry.model !== null)
    return (
      <span className={cn("text-xs", entry.model.isComplete ? "text-primary" : "text-warning")}>
        {t(entry.model.isComplete ? "model" : "modelIncomplete")}
        {entry.model.architecture !== null && (
          <span className="hidden font-mono text-muted-foreground sm:inline"> {entry.model.architecture}</span>
        )}
      </span>
    );
  return kind === "data" && entry.isData ? <span className="text-primary text-xs">{t("data")}</span> : null;
}

function iconOf(entry: FolderEntry) {
  if (entry.refusal === "leads-out") return Link2Off;
  if (entry.refusal === "unreadable") return Lock;
  if (entry.model !== null) return Box;
  if (entry.isFolder) return Folder;
  return entry.isData ? FileText : File;
}
