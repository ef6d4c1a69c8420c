"use client";

import { useFormat } from "./use-format";
import { useNow } from "./use-now";

/** How long ago a moment was (epoch ms), kept current; the exact time on hover. */
export function RelativeTime({ atMs, className }: { atMs: number; className?: string }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={format.dateTime(atMs)}
      className={className ?? "whitespace-nowrap text-muted-foreground"}
      suppressHydrationWarning
    >
      {format.relativeTime(atMs, now)}
    </time>
  );
}
