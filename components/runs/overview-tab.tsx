"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RunDetail } from "../../server/contract/run";
import { useFormat } from "../lib/use-format";
import { useMessage } from "../lib/use-message";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";
import { FailurePanel } from "./failure-panel";
import { MemorySection } from "./memory/memory-section";
import { SoftLabelSection } from "./soft-labels/soft-label-section";

/** What came out of the run: what failed, the headline, the subjects side by side (`results`), the gap closed. */
export function OverviewTab({ run, results }: { run: RunDetail; results: ReactNode }) {
  const failed = run.stages.filter(({ status }) => status === "failed" || status === "lost");
  return (
    <>
      {failed.map((stage) => (
        <FailurePanel key={stage.key} runId={run.id} stage={stage} />
      ))}
      <HeadlineCards run={run} />
      {results}
      {run.gapClosed.length > 0 && run.evaluations.length > 0 && <GapClosedTable run={run} />}
      <SoftLabelSection run={run} />
      <MemorySection run={run} />
      {run.notes !== "" && (
        <p className="mt-4 max-w-prose text-muted-foreground text-sm whitespace-pre-wrap">{run.notes}</p>
      )}
    </>
  );
}

function HeadlineCards({ run }: { run: RunDetail }) {
  const t = useTranslations("run.headline");
  const format = useFormat();
  const { headline } = run;
  const cards = [
    { id: "kept", value: format.percent(headline?.qualityKept, 0) },
    { id: "speedUp", value: format.ratio(headline?.speedUp) },
    { id: "size", value: format.percent(headline?.sizeRatio, 0) },
    { id: "base", value: format.percent(headline?.qualityBase) },
  ] as const;
  return (
    <dl className="mb-5 grid grid-cols-2 gap-3 lg:grid-cols-4">
      {cards.map(({ id, value }) => (
        <div key={id} className="rounded-lg border bg-card p-3">
          <dt className="text-muted-foreground text-xs">{t(`${id}.label`)}</dt>
          <dd className="mt-1 font-semibold text-xl">{value}</dd>
          <dd className="mt-0.5 text-muted-foreground text-xs">
            {headline === null
              ? t("notYet")
              : t(`${id}.explain`, { dataset: headline.dataset, metric: headline.metric })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function GapClosedTable({ run }: { run: RunDetail }) {
  const t = useTranslations("run.gap");
  const words = useMessage();
  const format = useFormat();
  return (
    <section>
      <h2 className="font-semibold">{t("title")}</h2>
      <p className="mb-2 text-muted-foreground text-sm">{t("explain")}</p>
      <div className="max-w-2xl overflow-hidden rounded-lg border bg-card">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("dataset")}</TableHead>
              <TableHead>{t("metric")}</TableHead>
              <TableHead>{t("value")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {run.gapClosed.map(({ dataset, metric, value, reason }) => (
              <TableRow key={`${dataset}/${metric}`}>
                <TableCell>{dataset}</TableCell>
                <TableCell>{metric}</TableCell>
                <TableCell>
                  {format.percent(value)}
                  {reason !== null && <span className="text-muted-foreground text-xs"> — {words(reason)}</span>}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}
