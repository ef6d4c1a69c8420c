"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ModelExport } from "../../../server/contract/exports";
import { isStageEnded } from "../../../server/contract/stage";
import { useFormat } from "../../lib/use-format";
import { useMessage } from "../../lib/use-message";
import { StatusBadge } from "../../shell/status-badge";
import { useTRPC } from "../../trpc/context";
import { Button } from "../../ui/button";

/** What was taken away before, with its files, and what is on its way. */
export function ExportList({ runId }: { runId: string }) {
  const t = useTranslations("run.takeAway");
  const trpc = useTRPC();
  const { data = [], refetch } = useQuery(trpc.exports.list.queryOptions({ runId }));
  if (data.length === 0) return null;
  return (
    <ul className="mt-3 grid gap-2 border-t pt-3" aria-label={t("exports")}>
      {data.map((entry) => (
        <ExportRow key={entry.id} entry={entry} onChanged={() => void refetch()} />
      ))}
    </ul>
  );
}

function ExportRow({ entry, onChanged }: { entry: ModelExport; onChanged: () => void }) {
  const t = useTranslations("run.takeAway");
  const words = useMessage();
  const format = useFormat();
  const trpc = useTRPC();
  const stop = useMutation(trpc.exports.stop.mutationOptions({ onSettled: onChanged }));
  const { settings } = entry;
  return (
    <li className="text-sm" data-export={entry.status}>
      <div className="flex flex-wrap items-center gap-2">
        <StatusBadge of="stage" status={entry.status} />
        <span className="font-medium">{entry.subject}</span>
        <span className="break-all">
          {settings?.kind === "gguf" && t(`types.${settings.type}`)}
          {settings?.kind === "push" && `${t(`hubs.${settings.hub}`)}: ${settings.repository}`}
        </span>
        <time className="text-muted-foreground text-xs">{format.dateTime(entry.createdAt)}</time>
        {!isStageEnded(entry.status) && (
          <Button variant="ghost" size="sm" disabled={stop.isPending} onClick={() => stop.mutate({ id: entry.id })}>
            {t("stop")}
          </Button>
        )}
        {entry.files.map(({ name, sizeBytes }) => (
          <a
            key={name}
            className="inline-flex items-center gap-1 underline underline-offset-2"
            href={`/api/export?${new URLSearchParams({ id: entry.id, file: name })}`}
            download
          >
            <Download className="size-3.5" aria-hidden />
            {name} ({format.bytes(sizeBytes)})
          </a>
        ))}
      </div>
      {entry.logEnd.length > 0 && (
        <pre className="mt-1 whitespace-pre-wrap break-words rounded bg-muted p-2 text-xs" translate="no">
          {entry.logEnd.join("\n")}
        </pre>
      )}
      {entry.message !== null && entry.status === "failed" && (
        <p className="mt-1">
          <span className="text-destructive">{words(entry.message)}</span>{" "}
          {entry.suggestion !== null && <span className="text-muted-foreground">{words(entry.suggestion)}</span>}
        </p>
      )}
    </li>
  );
}
