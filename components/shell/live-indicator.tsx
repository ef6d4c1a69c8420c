"use client";

import { useTranslations } from "next-intl";
import { cn } from "../lib/cn";
import { useLiveState } from "../trpc/live";
import { Tooltip, TooltipContent, TooltipTrigger } from "../ui/tooltip";

/** Whether changes arrive by themselves: a dot and a word. */
export function LiveIndicator() {
  const t = useTranslations("common.live");
  const state = useLiveState();
  return (
    <Tooltip>
      <TooltipTrigger
        className="flex h-8 items-center gap-1.5 rounded-md px-1.5 text-muted-foreground text-xs"
        data-live-state={state}
      >
        <span
          aria-hidden
          className={cn(
            "size-2 rounded-full",
            state === "live" && "bg-success",
            state === "connecting" && "bg-muted-foreground/50",
            state === "reconnecting" && "animate-pulse bg-warning",
          )}
        />
        <span aria-live="polite" className={cn(state === "reconnecting" ? "max-sm:sr-only" : "max-md:sr-only")}>
          {t(state)}
        </span>
      </TooltipTrigger>
      <TooltipContent>{t(state === "reconnecting" ? "reconnectingHint" : "liveHint")}</TooltipContent>
    </Tooltip>
  );
}
