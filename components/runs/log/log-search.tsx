"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDebounced } from "../../lib/use-debounced";
import { useTRPC } from "../../trpc/context";
import { Input } from "../../ui/input";
import { Popover, PopoverAnchor, PopoverContent } from "../../ui/popover";

type LogSearchProps = {
  place: { runId: string; stageKey: string; attempt?: number };
  onJump: (offsetBytes: number, query: string) => void;
};

/** Searches the whole log on the server and jumps to a match. */
export function LogSearch({ place, onJump }: LogSearchProps) {
  const t = useTranslations("run.log");
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const query = useDebounced(text.trim(), 300);
  const { data } = useQuery(trpc.logs.search.queryOptions(query === "" ? skipToken : { ...place, query }));
  return (
    <Popover open={isOpen && query !== ""} onOpenChange={setIsOpen}>
      <PopoverAnchor asChild>
        <div className="relative">
          <Search className="absolute top-2 left-2 size-4 text-muted-foreground" aria-hidden />
          <Input
            type="search"
            className="w-52 pl-8"
            aria-label={t("search")}
            placeholder={t("search")}
            value={text}
            onFocus={() => setIsOpen(true)}
            onChange={(event) => {
              setText(event.target.value);
              setIsOpen(true);
            }}
          />
        </div>
      </PopoverAnchor>
      <PopoverContent
        className="max-h-80 w-[min(40rem,90vw)] overflow-auto p-1"
        align="start"
        onOpenAutoFocus={(event) => event.preventDefault()}
      >
        <p className="px-2 py-1 text-muted-foreground text-xs" role="status">
          {data === undefined
            ? t("searching")
            : t("matches", { count: data.matches.length, more: data.truncated ? "+" : "" })}
        </p>
        {data?.matches.map((match) => (
          <button
            key={match.offsetBytes}
            type="button"
            className="block w-full truncate rounded-sm px-2 py-1 text-left font-mono text-xs hover:bg-accent"
            onClick={() => {
              setIsOpen(false);
              onJump(match.offsetBytes, query);
            }}
          >
            {match.text}
          </button>
        ))}
      </PopoverContent>
    </Popover>
  );
}
