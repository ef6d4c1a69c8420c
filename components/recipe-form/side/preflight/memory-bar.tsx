"use client";

import { useTranslations } from "next-intl";
import type { MemoryEstimate } from "../../../../server/contract/preflight";
import { useFormat } from "../../../lib/use-format";
import { useMessage } from "../../../lib/use-message";
import { memoryBar, partColors } from "../../logic/preflight-view";

/** The parts of the estimate side by side, with the free memory as a line, and what each part is. */
export function MemoryBar({ memory }: { memory: MemoryEstimate }) {
  const t = useTranslations("preflight.memory");
  const words = useMessage();
  const format = useFormat();
  const { parts, limitShare } = memoryBar(memory);
  return (
    <div className="grid gap-2">
      <div className="relative" aria-hidden>
        <div className="flex h-3.5 w-full gap-px overflow-hidden rounded-sm bg-muted">
          {parts.map(({ key, share }) => (
            <div
              key={key}
              className="h-full min-w-0.5"
              style={{ width: `${share * 100}%`, backgroundColor: partColors[key] }}
            />
          ))}
        </div>
        {limitShare !== null && (
          <div
            className="-inset-y-1 absolute w-0.5 rounded-full bg-destructive"
            style={{ left: `${limitShare * 100}%` }}
          />
        )}
      </div>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] items-start gap-x-4 gap-y-0.5">
        {parts.map(({ key, bytes, formula }) => (
          <div key={key} className="flex min-w-0 items-baseline gap-1.5" title={words(formula)}>
            <span
              aria-hidden
              className="size-2 shrink-0 self-center rounded-[2px]"
              style={{ backgroundColor: partColors[key] }}
            />
            <dt className="min-w-0 flex-1 text-muted-foreground">{t(`parts.${key}`)}</dt>
            <dd className="whitespace-nowrap">{format.bytes(bytes)}</dd>
          </div>
        ))}
        {limitShare !== null && (
          <div className="flex min-w-0 items-baseline gap-1.5">
            <span aria-hidden className="mx-[3px] h-3 w-0.5 shrink-0 self-center rounded-full bg-destructive" />
            <dt className="min-w-0 flex-1 text-muted-foreground">{t("limit")}</dt>
            <dd className="whitespace-nowrap">{format.bytes(memory.availableBytes)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
