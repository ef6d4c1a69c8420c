"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowDownToLine, ChevronDown, ChevronUp, WrapText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useFormat } from "../../lib/use-format";
import { CopyButton } from "../../shell/copy-button";
import { ErrorState } from "../../shell/error-state";
import { useTRPC } from "../../trpc/context";
import { Button } from "../../ui/button";
import { toLogLines, windowStart } from "./log-lines";
import { LogList } from "./log-list";
import { LogSearch } from "./log-search";

const tailBytes = 96 * 1024;
const windowBytes = 256 * 1024;

type LogViewProps = { runId: string; stageKey: string; attempt: number | null };

/** A log of any size: follows its end, or shows a window of it; never more than the window is held. */
export function LogView({ runId, stageKey, attempt }: LogViewProps) {
  const t = useTranslations("run.log");
  const format = useFormat();
  const trpc = useTRPC();
  const [startBytes, setStartBytes] = useState<number | null>(null);
  const [highlight, setHighlight] = useState("");
  const [isWrapped, setIsWrapped] = useState(false);
  const place = { runId, stageKey, ...(attempt !== null && { attempt }) };
  const isFollowing = startBytes === null;
  const input = { ...place, startBytes, maxBytes: isFollowing ? tailBytes : windowBytes };
  const slice = useQuery(trpc.logs.read.queryOptions(input, { placeholderData: keepPreviousData }));
  const lines = useMemo(() => (slice.data ? toLogLines(slice.data.text, slice.data.startBytes) : []), [slice.data]);
  if (slice.isError && slice.data === undefined)
    return <ErrorState error={slice.error} onRetry={() => void slice.refetch()} />;
  const { startBytes: from = 0, endBytes: to = 0, sizeBytes = 0 } = slice.data ?? {};
  return (
    <section className="rounded-lg border bg-card">
      <div className="flex flex-wrap items-center gap-2 border-b p-2">
        <LogSearch
          place={place}
          onJump={(offsetBytes, query) => {
            setHighlight(query);
            setStartBytes(windowStart(offsetBytes, windowBytes));
          }}
        />
        <span className="text-muted-foreground text-xs" role="status">
          {t("position", { from: format.bytes(from), to: format.bytes(to), size: format.bytes(sizeBytes) })}
        </span>
        <div className="ml-auto flex items-center gap-1">
          <Button
            variant="ghost"
            size="sm"
            disabled={from === 0}
            onClick={() => setStartBytes(Math.max(0, from - windowBytes))}
          >
            <ChevronUp aria-hidden />
            {t("earlier")}
          </Button>
          <Button variant="ghost" size="sm" disabled={isFollowing || to >= sizeBytes} onClick={() => setStartBytes(to)}>
            <ChevronDown aria-hidden />
            {t("later")}
          </Button>
          <Button
            variant={isFollowing ? "secondary" : "outline"}
            size="sm"
            aria-pressed={isFollowing}
            onClick={() => {
              setHighlight("");
              setStartBytes(isFollowing ? from : null);
            }}
          >
            <ArrowDownToLine aria-hidden />
            {t("follow")}
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-pressed={isWrapped}
            aria-label={t("wrap")}
            title={t("wrap")}
            onClick={() => setIsWrapped(!isWrapped)}
          >
            <WrapText aria-hidden />
          </Button>
          <CopyButton text={lines.map(({ text }) => text).join("\n")} label={t("copy")} />
        </div>
      </div>
      {lines.length === 0 ? (
        <p className="grid h-[28rem] place-items-center text-muted-foreground text-sm">
          {slice.isPending ? t("loading") : t("empty")}
        </p>
      ) : (
        <LogList
          lines={lines}
          isFollowing={isFollowing}
          isWrapped={isWrapped}
          highlight={highlight}
          onLeaveEnd={() => setStartBytes(from)}
        />
      )}
    </section>
  );
}
