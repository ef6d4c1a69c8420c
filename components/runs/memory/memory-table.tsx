"use client";

import { useTranslations } from "next-intl";
import type { MemoryEstimate } from "../../../server/contract/preflight";
import type { Stage } from "../../../server/contract/stage";
import { useFormat } from "../../lib/use-format";
import { useMessage } from "../../lib/use-message";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import type { MeasuredPeak } from "./peaks";

type MemoryTableProps = {
  stage: Pick<Stage, "cachedFrom">;
  estimate: MemoryEstimate;
  peaks: readonly MeasuredPeak[];
};

/** The estimate beside the measured peak of each attempt, with the difference in percent; what is missing says why. */
export function MemoryTable({ stage, estimate, peaks }: MemoryTableProps) {
  const t = useTranslations("run.memory");
  const words = useMessage();
  const format = useFormat();
  const { device, devices, estimateBytes, reason } = estimate;
  const rows = peaks.length > 0 ? peaks : [null];
  return (
    <div className="max-w-2xl">
      <div className="overflow-hidden rounded-lg border bg-card">
        <Table>
          <TableHeader>
            <TableRow>
              {peaks.length > 1 && <TableHead>{t("attempt")}</TableHead>}
              <TableHead>{t("estimated")}</TableHead>
              <TableHead>{t("measured")}</TableHead>
              <TableHead>{t("difference")}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map((peak) => (
              <TableRow key={peak?.attempt ?? 0}>
                {peaks.length > 1 && <TableCell>{peak?.attempt}</TableCell>}
                <TableCell>{format.bytes(estimateBytes)}</TableCell>
                <TableCell>
                  {format.bytes(peak?.bytes)}
                  {peak?.isRunning && peak.bytes !== null && (
                    <span className="text-muted-foreground text-xs"> {t("soFar")}</span>
                  )}
                </TableCell>
                <TableCell>{format.signedPercent(peak?.difference)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <div className="mt-1.5 grid gap-0.5 text-muted-foreground text-xs">
        <p>{t(devices > 1 ? "eachDevice" : device)}</p>
        {estimateBytes === null && reason !== null && <p>{t("noEstimate", { reason: words(reason) })}</p>}
        <MissingPeak stage={stage} device={device} peaks={peaks} />
      </div>
      <Formulas estimate={estimate} />
    </div>
  );
}

function MissingPeak({ stage, device, peaks }: Pick<MemoryTableProps, "stage" | "peaks"> & { device: "cpu" | "gpu" }) {
  const t = useTranslations("run.memory");
  if (peaks.some(({ bytes }) => bytes !== null)) return null;
  if (stage.cachedFrom !== null) return <p>{t("noPeak.reused", { name: stage.cachedFrom.runName })}</p>;
  if (peaks.length === 0) return <p>{t("noPeak.notStarted")}</p>;
  return <p>{t(`noPeak.${device}`)}</p>;
}

function Formulas({ estimate: { parts } }: { estimate: MemoryEstimate }) {
  const t = useTranslations("preflight.memory");
  const words = useMessage();
  const format = useFormat();
  if (parts.length === 0) return null;
  return (
    <details className="mt-1.5 text-xs">
      <summary className="w-fit cursor-pointer rounded-sm text-muted-foreground select-none hover:text-foreground">
        {t("formulas")}
      </summary>
      <dl className="mt-1.5 grid gap-1">
        {parts.map(({ key, bytes, formula }) => (
          <div key={key}>
            <dt className="inline text-muted-foreground">{t(`parts.${key}`)}: </dt>
            <dd className="inline break-words">
              {format.bytes(bytes)} ({words(formula)})
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
