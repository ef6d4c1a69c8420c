"use client";

import { CircleCheck, CircleMinus, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ConnectionReport } from "../../server/contract/executor";
import { cn } from "../lib/cn";
import { RelativeTime } from "../lib/relative-time";
import { useFormat } from "../lib/use-format";
import { useMessage } from "../lib/use-message";

const icons = { ok: CircleCheck, failed: CircleX, skipped: CircleMinus };
const colours = { ok: "text-success", failed: "text-destructive", skipped: "text-muted-foreground" };

/** What a connection test found, one line a check, with the remedy where something is wrong. */
export function ConnectionReportView({ report: { checks, capacity, atMs } }: { report: ConnectionReport }) {
  const t = useTranslations("settings.report");
  const format = useFormat();
  const words = useMessage();
  return (
    <section aria-label={t("label")} aria-live="polite" className="border-t px-4 py-3 text-sm">
      <ul className="space-y-1.5">
        {checks.map(({ name, state, message, suggestion }) => {
          const Icon = icons[state];
          return (
            <li key={name} className="flex gap-2">
              <Icon className={cn("mt-0.5 size-4 shrink-0", colours[state])} aria-label={t(`state.${state}`)} />
              <span className="min-w-0 break-words">
                <span className="font-medium">{t(`check.${name}`)}</span>{" "}
                <span className="text-muted-foreground">{words(message)}</span>
                {suggestion !== null && <span className="block">{words(suggestion)}</span>}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="mt-2 text-muted-foreground text-xs">
        {capacity !== null && (
          <>
            {t("capacity", { nodes: capacity.nodeCount, gpus: capacity.gpuCount, cpus: capacity.cpuCount })}
            {capacity.memoryTotalBytes !== null && `, ${format.bytes(capacity.memoryTotalBytes)}`}
            {" · "}
          </>
        )}
        <RelativeTime atMs={atMs} />
      </p>
    </section>
  );
}
