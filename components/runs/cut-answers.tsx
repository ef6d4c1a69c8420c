"use client";

import { Scissors } from "lucide-react";
import type { RunDetail } from "../../server/contract/run";
import { useMessage } from "../lib/use-message";

/** How many answers each stage had cut off, what became of them and what to do; nothing where all ended by themselves. */
export function CutAnswersNotice({ run }: { run: RunDetail }) {
  const words = useMessage();
  if (run.cutAnswers.length === 0) return null;
  return (
    <ul className="mb-5 grid gap-1 rounded-lg border border-warning/40 bg-warning/10 p-3 text-sm">
      {run.cutAnswers.map(({ stageKey, said, advice }) => (
        <li key={stageKey} className="flex items-start gap-2">
          <Scissors className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
          <span>
            <span className="font-medium">{stageKey}</span>: {words(said)}
            {advice !== null && <span className="text-muted-foreground"> — {words(advice)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
