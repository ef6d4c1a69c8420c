"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApiError } from "../../lib/use-api-error";
import { useFormat } from "../../lib/use-format";
import { useMessage } from "../../lib/use-message";
import { useTRPC } from "../../trpc/context";
import { CloneWithButton } from "./clone-with-button";

/** What the preflight knows to take less memory than a stage that ran out of it, each to clone the run with. */
export function MemoryFixList({ runId, stageKey }: { runId: string; stageKey: string }) {
  const t = useTranslations("run.failure.fixes");
  const format = useFormat();
  const words = useMessage();
  const trpc = useTRPC();
  const describeError = useApiError();
  const { data, error } = useQuery(trpc.runs.memoryFixes.queryOptions({ runId, stageKey }));
  const reason = error === null ? (data?.reason ? words(data.reason) : null) : describeError(error).message;
  return (
    <div className="mt-3">
      <h3 className="font-medium">{t("title")}</h3>
      {data === undefined && error === null && <p className="text-muted-foreground">{t("loading")}</p>}
      {reason !== null && <p className="text-muted-foreground">{t("unavailable", { reason })}</p>}
      <ul className="mt-1 grid gap-2 sm:gap-1.5">
        {data?.fixes.map((fix) => (
          <li key={fix.key} className="flex flex-col items-start gap-1 sm:flex-row sm:items-center sm:gap-3">
            <CloneWithButton runId={runId} fix={fix} />
            <span className="order-first sm:order-none">
              {words(fix.message)}
              <span className="text-muted-foreground"> — {t("saves", { saved: format.bytes(fix.savesBytes) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
