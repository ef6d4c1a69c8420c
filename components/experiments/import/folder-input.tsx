"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useDebounced } from "../../lib/use-debounced";
import { useTRPC } from "../../trpc/context";
import { Input } from "../../ui/input";
import { Label } from "../../ui/label";

const typingMs = 200;

type FolderInputProps = { label: string; value: string; onChange: (path: string) => void };

/** A path, with the folders that lie where it points offered while it is typed. */
export function FolderInput({ label, value, onChange }: FolderInputProps) {
  const id = useId();
  const trpc = useTRPC();
  const typed = useDebounced(value, typingMs);
  const parent = typed.slice(0, typed.lastIndexOf("/") + 1);
  const { data } = useQuery(
    trpc.files.list.queryOptions({ path: parent === "" ? null : parent }, { placeholderData: keepPreviousData }),
  );
  const folders = data?.folder?.entries.filter(({ isFolder, refusal }) => isFolder && refusal === null) ?? [];
  return (
    <div className="grid min-w-0 flex-1 gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        className="font-mono text-xs"
        value={value}
        list={`${id}-list`}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={`${id}-list`}>
        {folders.map(({ path }) => (
          <option key={path} value={path} />
        ))}
      </datalist>
    </div>
  );
}
