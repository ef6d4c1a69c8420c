"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useRef } from "react";
import { useHotkey } from "../../lib/use-hotkey";
import { Input } from "../../ui/input";

/** What to search for; `/` leads here. */
export function SearchField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const t = useTranslations("experiments");
  const input = useRef<HTMLInputElement>(null);
  useHotkey(
    "/",
    useCallback(() => input.current?.focus(), []),
  );
  return (
    <div className="relative w-full sm:w-72">
      <Search className="absolute top-2 left-2.5 size-4 text-muted-foreground" aria-hidden />
      <Input
        ref={input}
        type="search"
        className="pr-8 pl-8"
        value={text}
        placeholder={t("search")}
        aria-label={t("search")}
        aria-keyshortcuts="/"
        title={t("searchHint")}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
      {text === "" && (
        <kbd className="pointer-events-none absolute top-1.5 right-2 rounded border bg-muted px-1.5 font-mono text-muted-foreground text-xs max-sm:hidden">
          /
        </kbd>
      )}
    </div>
  );
}
