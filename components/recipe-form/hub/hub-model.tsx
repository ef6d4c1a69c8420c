"use client";

import { Download, RotateCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { downloadWords, type ModelDownload, shortageWords } from "../../../server/contract/downloads";
import type { Message } from "../../../server/contract/message";
import { useFormat } from "../../lib/use-format";
import { useMessage } from "../../lib/use-message";
import { Button } from "../../ui/button";
import { Progress } from "../../ui/progress";
import { useHubModel } from "./use-hub-model";

/** Below a model's field: where a hub's model lies on this machine, or what its download takes and how far that is. */
export function HubModel({ reference }: { reference: string }) {
  const t = useTranslations("form.hub");
  const state = useHubModel(reference);
  const { look, download, isOpen, isAsking, hub } = state;
  if (isOpen && download !== null) return <OpenDownload download={download} state={state} />;
  if (isAsking && look === null) return <p className="text-muted-foreground text-xs">{t("asking", { hub: t(hub) })}</p>;
  if (look === null) return null;
  if (look.folder !== null)
    return (
      <p className="text-muted-foreground text-xs" data-hub="here">
        {t("here")} <span className="break-all font-mono">{look.folder}</span>
      </p>
    );
  return <Offer look={look} state={state} />;
}

type State = ReturnType<typeof useHubModel>;

function OpenDownload({ download, state }: { download: ModelDownload; state: State }) {
  const t = useTranslations("form.hub");
  const words = useMessage();
  const { progress, model } = download;
  const share = progress === null ? null : (100 * progress.doneBytes) / Math.max(1, progress.totalBytes);
  return (
    <div className="grid gap-1 rounded-md border px-2.5 py-1.5 text-xs" data-hub={download.status}>
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 break-words tabular-nums">{words(downloadWords(download))}</span>
        <Button
          variant="ghost"
          size="sm"
          aria-label={t("stopLabel", { model })}
          disabled={state.isBusy || download.status === "stopping"}
          onClick={state.stop}
        >
          <X aria-hidden />
          {t("stop")}
        </Button>
      </div>
      <Progress aria-label={t("progress", { model })} value={share} />
    </div>
  );
}

/** What a download would take and how the last one ended, with the ways to go on. */
function Offer({ look, state }: { look: NonNullable<State["look"]>; state: State }) {
  const t = useTranslations("form.hub");
  const format = useFormat();
  const words = useMessage();
  const { download, model, hub } = state;
  const { sizeBytes, freeBytes } = look;
  const shortage = shortageWords(look, download?.progress?.doneBytes ?? 0);
  const hasBegun = download !== null && download.status !== "succeeded";
  const other = hub === "huggingface" ? "modelscope" : "huggingface";
  const label = t(hasBegun ? "goOnLabel" : "downloadLabel", { model, hub: t(hub) });
  return (
    <div
      className="grid gap-1.5 rounded-md border px-2.5 py-1.5 text-xs"
      data-hub={hasBegun ? download.status : "away"}
    >
      {hasBegun && (download.message !== null || download.status === "cancelled") && (
        <Said said={download.message ?? downloadWords(download)} next={download.suggestion} detail={download.words} />
      )}
      {sizeBytes === null ? (
        <Said lead={t("takesUnknown")} said={look.reason} next={look.suggestion} detail={look.words} />
      ) : (
        <p className="text-muted-foreground">
          {t("takes", { size: format.bytes(sizeBytes), free: freeBytes === null ? "?" : format.bytes(freeBytes) })}
        </p>
      )}
      {shortage !== null && <p className="text-destructive">{words(shortage)}</p>}
      <div className="flex flex-wrap items-center gap-1.5">
        {sizeBytes === null || shortage !== null ? (
          <Button variant="outline" size="sm" disabled={state.isAsking} onClick={state.askAgain}>
            <RotateCw aria-hidden />
            {t("askAgain")}
          </Button>
        ) : (
          <Button variant="outline" size="sm" aria-label={label} disabled={state.isBusy} onClick={state.start}>
            <Download aria-hidden />
            {t(hasBegun ? "goOn" : "download")}
          </Button>
        )}
        <Button variant="link" size="sm" disabled={state.isAsking} onClick={() => state.setHub(other)}>
          {t("instead", { hub: t(other) })}
        </Button>
      </div>
    </div>
  );
}

type SaidProps = { lead?: string; said: Message | null; next: Message | null; detail: string | null };

function Said({ lead, said, next, detail }: SaidProps) {
  const words = useMessage();
  return (
    <p role="status" className="break-words">
      {lead} {said !== null && <span className="font-medium">{words(said)}</span>}{" "}
      {detail && (
        <span data-verbatim className="text-muted-foreground">
          ({detail})
        </span>
      )}{" "}
      {next !== null && <span className="text-muted-foreground">{words(next)}</span>}
    </p>
  );
}
