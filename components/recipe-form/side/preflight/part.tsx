import type { ReactNode } from "react";
import { Badge } from "../../../ui/badge";
import type { Tone } from "../../logic/preflight-view";

type PartProps = { title: string; badge?: { tone: Tone; text: string }; children: ReactNode };

/** One part of the preflight panel: its name, the verdict beside it, what it rests on. */
export function Part({ title, badge, children }: PartProps) {
  return (
    <div className="grid min-w-0 gap-2 px-4 py-3 text-xs">
      <div className="flex items-baseline justify-between gap-2">
        <h3 className="font-medium text-sm">{title}</h3>
        {badge !== undefined && <Badge variant={badge.tone}>{badge.text}</Badge>}
      </div>
      {children}
    </div>
  );
}

/** What most people do not need to see, folded away. */
export function Folded({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className="min-w-0">
      <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground select-none hover:text-foreground">
        {label}
      </summary>
      <div className="mt-2 min-w-0">{children}</div>
    </details>
  );
}
