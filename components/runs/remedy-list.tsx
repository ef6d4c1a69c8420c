"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useApiError } from "../lib/use-api-error";
import { useFormat } from "../lib/use-format";
import { useMessage } from "../lib/use-message";
import { useTRPC } from "../trpc/context";
import { CloneWithButton } from "./clone-with-button";

/** Changes that mend how a stage failed, each tried by preflight, to clone the run with; the likeliest stands out. */
export function RemedyList({ runId, stageKey }: { runId: string; stageKey: string }) {
  const t = useTranslations("run.failure.fixes");
  const format = useFormat();
  const words = useMessage();
  const trpc = useTRPC();
  const describeError = useApiError();
  const { data, error } = useQuery(
    // What is wrong with files and models is looked at anew when a person comes back to the page.
    trpc.runs.remedies.queryOptions({ runId, stageKey }, { staleTime: 30_000 }),
  );
  const reason = error === null ? (data?.reason ? words(data.reason) : null) : describeError(error).message;
  if (data === undefined && error === null) return <p className="mt-2 text-muted-foreground">{t("loading")}</p>;
  return (
    <>
      {reason !== null && <p className="mt-2 text-muted-foreground">{t("unavailable", { reason })}</p>}
      {data !== undefined && data.remedies.length > 0 && (
        <ul aria-label={t("title")} className="mt-3 flex flex-wrap gap-2">
          {data.remedies.map((remedy, index) => (
            <li key={JSON.stringify(remedy.changes)} className="flex max-w-full flex-wrap items-center gap-2">
              <CloneWithButton
                runId={runId}
                label={
                  remedy.savesBytes === null
                    ? words(remedy.message)
                    : t("saving", { change: words(remedy.message), saved: format.bytes(remedy.savesBytes) })
                }
                remedy={remedy}
                isFirst={index === 0}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
