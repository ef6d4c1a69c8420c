"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cn } from "../../lib/cn";
import { keyboardStop } from "../../ui/use-scroll-stop";
import type { LogLine } from "./log-lines";

const lineHeight = 18;
const leaveDistance = 4 * lineHeight;

type LogListProps = {
  lines: readonly LogLine[];
  isFollowing: boolean;
  isWrapped: boolean;
  highlight: string;
  /** Called when a person scrolls away from the end while following. */
  onLeaveEnd: () => void;
};

/** Only the lines on screen are in the page. */
export function LogList({ lines, isFollowing, isWrapped, highlight, onLeaveEnd }: LogListProps) {
  const t = useTranslations("run.log");
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 20,
  });
  const lastId = lines.at(-1)?.id;
  useEffect(() => {
    if (isFollowing && lastId !== undefined) virtualizer.scrollToIndex(lines.length - 1, { align: "end" });
  }, [isFollowing, lastId, lines.length, virtualizer]);
  const found =
    highlight === "" ? -1 : lines.findIndex(({ text }) => text.toLowerCase().includes(highlight.toLowerCase()));
  useEffect(() => {
    if (found !== -1) virtualizer.scrollToIndex(found, { align: "center" });
  }, [found, virtualizer]);
  return (
    <div
      ref={scroller}
      role="log"
      aria-live="off"
      aria-label={t("label")}
      className="h-[28rem] overflow-auto font-mono text-xs"
      {...keyboardStop}
      onWheel={(event) => {
        const element = scroller.current;
        if (!isFollowing || element === null || event.deltaY >= 0) return;
        if (element.scrollHeight - element.scrollTop - element.clientHeight > leaveDistance) onLeaveEnd();
      }}
    >
      <div className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => (
          <div
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            className={cn(
              "absolute top-0 left-0 min-h-[18px] w-full px-3 leading-[18px]",
              isWrapped ? "break-all whitespace-pre-wrap" : "whitespace-pre",
              item.index === found && "bg-warning/20",
            )}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {lines[item.index]?.text}
          </div>
        ))}
      </div>
    </div>
  );
}
