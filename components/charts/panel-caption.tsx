"use client";

import { useTranslations } from "next-intl";
import type { Panel } from "./panels";

/** What a panel draws, in which unit, which line is which, and what a person reads from it. */
export function PanelCaption({ panel }: { panel: Panel }) {
  const t = useTranslations("run.curves");
  const { kind, unit } = panel;
  return (
    <figcaption className="mb-1 grid grid-cols-1 gap-0.5">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-semibold text-sm">{kind === "other" ? panel.key : t(`panel.${kind}.title`)}</span>
        {unit !== "number" && unit !== "bytes" && unit !== "share" && (
          <span className="text-muted-foreground text-xs">{t(`unit.${unit}`)}</span>
        )}
        <ul className="flex min-w-0 flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs">
          {panel.lines.map((line) => (
            <li key={line.id} className="flex min-w-0 items-center gap-1.5">
              <svg width="16" height="4" aria-hidden className="shrink-0">
                <line x1="0" x2="16" y1="2" y2="2" stroke={line.color} strokeWidth="2" strokeDasharray={line.dash} />
              </svg>
              <span className="truncate">{line.label}</span>
            </li>
          ))}
        </ul>
      </div>
      {kind !== "other" && <p className="text-muted-foreground text-xs">{t(`panel.${kind}.explain`)}</p>}
    </figcaption>
  );
}
