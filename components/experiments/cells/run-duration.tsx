"use client";

import type { RunRow } from "../../../server/contract/run-list";
import { useFormat } from "../../lib/use-format";
import { useNow } from "../../lib/use-now";

/** How long a run took; of one that has not ended how long it has taken so far. */
export function RunDuration({ run: { startedAt, endedAt } }: { run: Pick<RunRow, "startedAt" | "endedAt"> }) {
  if (startedAt === null) return <span className="text-muted-foreground">—</span>;
  return endedAt === null ? <SoFar startedAt={startedAt} /> : <Span durationMs={endedAt - startedAt} />;
}

function SoFar({ startedAt }: { startedAt: number }) {
  return <Span durationMs={useNow() - startedAt} />;
}

function Span({ durationMs }: { durationMs: number }) {
  const format = useFormat();
  return (
    <span className="whitespace-nowrap text-muted-foreground" suppressHydrationWarning>
      {format.duration(Math.max(0, durationMs))}
    </span>
  );
}
