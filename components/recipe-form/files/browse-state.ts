import type { Folder, FolderEntry } from "../../../server/contract/files";

export type BrowseKind = "data" | "model";

/** What choosing an entry does: takes it, opens it, or nothing. */
export type Choice = "take" | "open" | "none";

/** A model folder is taken where models are looked for; other folders are opened; of files only those that may hold data count, and only where data is looked for. */
export function choiceOf(entry: FolderEntry, kind: BrowseKind): Choice {
  if (entry.refusal !== null) return "none";
  if (entry.isFolder) return kind === "model" && entry.model !== null ? "take" : "open";
  return kind === "data" ? "take" : "none";
}

/** The entries whose name holds what was typed; all without it. */
export function filterEntries(entries: readonly FolderEntry[], typed: string): FolderEntry[] {
  const wanted = typed.trim().toLowerCase();
  return entries.filter(({ name }) => name.toLowerCase().includes(wanted));
}

/** A whole path that was typed instead of a name; null for a name. */
export function typedPath(typed: string): string | null {
  const text = typed.trim();
  return text.startsWith("/") ? text : null;
}

/** The folder above; null at a root, above which nothing may be read. */
export function folderAbove(folder: Folder | null): string | null {
  return folder?.crumbs.at(-2)?.path ?? null;
}
