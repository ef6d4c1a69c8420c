"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ImportPreview } from "../../../server/contract/import";
import { RelativeTime } from "../../lib/relative-time";
import { useFormat } from "../../lib/use-format";

/** What is in a folder that may be imported. */
export function ImportFacts({ preview }: { preview: ImportPreview }) {
  const t = useTranslations("experiments.import");
  const format = useFormat();
  const { kind, attempts, curves, points, checkpoints, step, totalSteps, hasEnded, writtenAtMs, known } = preview;
  const steps = totalSteps === null ? format.number(step) : `${format.number(step)} / ${format.number(totalSteps)}`;
  const facts = [
    [t("kind"), t(`kinds.${kind}`)],
    [t("curves"), t("points", { curves, points })],
    [t("attempts"), format.number(attempts)],
    [t("steps"), steps],
    [t("checkpoints"), format.number(checkpoints)],
    [t("state"), t(hasEnded ? "ended" : "unfinished")],
  ] as const;
  return (
    <div className="rounded-md border bg-muted/40 p-3 text-sm">
      {known !== null && (
        <p className="mb-2">
          {t.rich("known", {
            run: () => (
              <Link className="underline underline-offset-2" href={`/runs/${known.runId}`}>
                {known.name}
              </Link>
            ),
          })}
        </p>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted-foreground">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {writtenAtMs !== null && (
          <>
            <dt className="text-muted-foreground">{t("written")}</dt>
            <dd>
              <RelativeTime atMs={writtenAtMs} />
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
