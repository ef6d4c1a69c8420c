"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Headline, RunDetail } from "../../server/contract/run";
import { useFormat } from "../lib/use-format";
import { useMessage } from "../lib/use-message";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";
import { CutAnswersNotice } from "./cut-answers";
import { FailurePanel } from "./failure-panel";
import { MemorySection } from "./memory/memory-section";
import { NowPanel } from "./now-panel";
import type { Opening } from "./opening";
import { SamplesSection } from "./samples-section";
import { SoftLabelSection } from "./soft-labels/soft-label-section";

type OverviewTabProps = {
  run: RunDetail;
  /** What the page opened on; it stays as it was when more comes. */
  opening: Opening;
  results: ReactNode;
  chart: ReactNode;
};

/** How the run goes while it goes on; what failed; what came out of it: the headline, the subjects side by side, the gap closed. */
export function OverviewTab({ run, opening, results, chart }: OverviewTabProps) {
  const failed = run.stages.filter(({ status }) => status === "failed" || status === "lost");
  const isLive = opening.view === "live";
  const showsResults = run.evaluations.length > 0;
  return (
    <>
      {!isLive && failed.map((stage) => <FailurePanel key={stage.key} runId={run.id} stage={stage} />)}
      <CutAnswersNotice run={run} />
      {isLive && <NowPanel run={run} chart={chart} />}
      {isLive && <SamplesSection run={run} />}
      {opening.hasResults && run.headline !== null && <HeadlineCards headline={run.headline} />}
      {(showsResults || (!isLive && failed.length === 0)) && results}
      {showsResults && run.gapClosed.length > 0 && <GapClosedTable run={run} />}
      {!isLive && <SamplesSection run={run} />}
      <SoftLabelSection run={run} />
      <MemorySection run={run} />
      {run.notes !== "" && (
        <p className="mt-4 max-w-prose text-muted-foreground text-sm whitespace-pre-wrap">{run.notes}</p>
      )}
    </>
  );
}

/** The figures of the headline that were measured. */
function HeadlineCards({ headline }: { headline: Headline }) {
  const t = useTranslations("run.headline");
  const format = useFormat();
  const cards = [
    { id: "kept", isKnown: headline.qualityKept !== null, value: format.percent(headline.qualityKept, 0) },
    { id: "speedUp", isKnown: headline.speedUp !== null, value: format.ratio(headline.speedUp) },
    { id: "size", isKnown: headline.sizeRatio !== null, value: format.percent(headline.sizeRatio, 0) },
    { id: "base", isKnown: headline.qualityBase !== null, value: format.percent(headline.qualityBase) },
  ] as const;
  const known = cards.filter(({ isKnown }) => isKnown);
  if (known.length === 0) return null;
  return (
    <dl className="mb-5 grid grid-cols-2 gap-3 lg:grid-cols-4">
      {known.map(({ id, value }) => (
        <div key={id} className="rounded-lg border bg-card p-3">
          <dt className="text-muted-foreground text-xs">{t(`${id}.label`)}</dt>
          <dd className="mt-1 font-semibold text-xl">{value}</dd>
          <dd className="mt-0.5 text-muted-foreground text-xs">
            {t(`${id}.explain`, { dataset: headline.dataset, metric: headline.metric })}
            {id === "speedUp" && headline.outputTokens !== null && headline.outputTokensTeacher !== null && (
              <span className="block">
                {t("answerLengths.explain", {
                  student: format.number(headline.outputTokens, 1),
                  teacher: format.number(headline.outputTokensTeacher, 1),
                })}
              </span>
            )}
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
