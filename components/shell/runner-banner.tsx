"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Pause } from "../../server/contract/server";
import { useFormat } from "../lib/use-format";
import { useNow } from "../lib/use-now";
import { useTRPC } from "../trpc/context";
import { CopyButton } from "./copy-button";

const pollMs = 10_000;

/** Says when nothing can run: the runner is not alive or waits, or the engine is not installed; with what helps. */
export function RunnerBanner() {
  const t = useTranslations("common.runner");
  const format = useFormat();
  const now = useNow();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.host.status.queryOptions(undefined, { refetchInterval: pollMs }));
  if (data === undefined) return null;
  const { runner, engine } = data;
  const noteOf = ({ sinceMs, message }: Pause) =>
    sinceMs === null ? message : t("paused.since", { when: format.relativeTime(sinceMs, now), message });
  return (
    <>
      {!engine.ready && (
        <Notice title={t("engineTitle")} body={t("engineBody")} command="npx stillroom setup" note={null} />
      )}
      {runner.paused !== null && (
        <Notice
          title={t(`paused.${runner.paused.reason}.title`)}
          body={t(`paused.${runner.paused.reason}.body`)}
          command={null}
          note={noteOf(runner.paused)}
        />
      )}
      {!runner.alive && (
        <Notice
          title={t("deadTitle")}
          body={t("deadBody")}
          command="npx stillroom up"
          note={
            // 0 where it ended of its own accord.
            runner.lastBeatAt === null || runner.lastBeatAt === 0
              ? null
              : t("lastBeat", { when: format.relativeTime(runner.lastBeatAt, now) })
          }
        />
      )}
    </>
  );
}

type NoticeProps = { title: string; body: string; command: string | null; note: string | null };

function Notice({ title, body, command, note }: NoticeProps) {
  return (
    <div role="status" className="border-warning/40 border-b bg-warning/10">
      <div className="mx-auto flex max-w-[1440px] flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm sm:px-6">
        <span className="flex gap-2 font-medium">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
          {title}
        </span>
        <span className="text-muted-foreground">{body}</span>
        {command !== null && (
          <span className="flex items-center gap-1">
            <code className="rounded bg-muted px-1.5 py-0.5 font-mono text-xs">{command}</code>
            <CopyButton text={command} />
          </span>
        )}
        {note !== null && <span className="text-muted-foreground text-xs">{note}</span>}
      </div>
    </div>
  );
}
