"use client";

import { RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "../../lib/cn";
import { useFormat } from "../../lib/use-format";
import { Button } from "../../ui/button";
import { Progress } from "../../ui/progress";
import type { UploadItem, Uploads } from "./use-uploads";

/** Files on their way, each with how far it is and a way to give it up. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const t = useTranslations("files.upload");
  if (uploads.items.length === 0) return null;
  return (
    <ul aria-label={t("list")} className="grid gap-1.5">
      {uploads.items.map((item) => (
        <UploadRow key={item.id} item={item} uploads={uploads} />
      ))}
    </ul>
  );
}

function UploadRow({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const t = useTranslations("files.upload");
  const tCommon = useTranslations("common.actions");
  const format = useFormat();
  const { file, state, sentBytes, error } = item;
  return (
    <li className="rounded-md border px-2.5 py-1.5 text-xs">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-mono">{file.name}</span>
        <span className="text-muted-foreground tabular-nums">
          {t(`state.${state}`, { sent: format.bytes(sentBytes), size: format.bytes(file.size) })}
        </span>
        {state === "failed" && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("retry", { name: file.name })}
            title={tCommon("retry")}
            onClick={() => uploads.retry(item)}
          >
            <RotateCw aria-hidden />
          </Button>
        )}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("cancel", { name: file.name })}
          title={tCommon("cancel")}
          onClick={() => uploads.cancel(item.id)}
        >
          <X aria-hidden />
        </Button>
      </div>
      <Progress
        aria-label={t("progress", { name: file.name })}
        value={file.size === 0 ? 0 : (sentBytes / file.size) * 100}
        indicatorClassName={cn(state === "failed" && "bg-destructive", state === "broken" && "bg-warning")}
      />
      <p role="status" className={cn("mt-1 break-words", error === null ? "sr-only" : "text-destructive")}>
        {error !== null && `${error.message}${error.suggestion === null ? "" : ` — ${error.suggestion}`}`}
      </p>
    </li>
  );
}
