"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { RunDetail } from "../../../server/contract/run";
import { useFormat } from "../../lib/use-format";
import { useTRPC } from "../../trpc/context";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../../ui/table";
import { keptPerToken, softLabelFacts, softLabelKeys } from "./soft-label-facts";

const columns = ["stage", "rows", "tokens", "topK", "size", "speed", "mass"] as const;

/** What the stored teacher probabilities of a run hold, live; nothing for a run that stores none. */
export function SoftLabelSection({ run }: { run: RunDetail }) {
  const t = useTranslations("run.softLabels");
  const id = useId();
  if (!run.stages.some(({ kind }) => kind === "soft-labels")) return null;
  return (
    <section aria-labelledby={id} className="mt-5">
      <h2 id={id} className="font-semibold">
        {t("title")}
      </h2>
      <p className="mb-2 max-w-prose text-muted-foreground text-sm">{t("explain")}</p>
      <FactTable run={run} />
    </section>
  );
}

function FactTable({ run }: { run: RunDetail }) {
  const t = useTranslations("run.softLabels");
  const format = useFormat();
  const trpc = useTRPC();
  const { data = [] } = useQuery(
    trpc.metrics.series.queryOptions({ runIds: [run.id], keys: Object.values(softLabelKeys), points: 2 }),
  );
  const facts = softLabelFacts(run, data);
  const topK = keptPerToken(run);
  const isMissing = facts.some(({ tokens }) => tokens === null);
  const isOlder = !isMissing && facts.some((entry) => Object.values(entry).includes(null));
  return (
    <>
      <div className="overflow-hidden rounded-lg border bg-card">
        <Table>
          <TableHeader>
            <TableRow>
              {columns.map((column) => (
                <TableHead key={column}>{t(column)}</TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {facts.map(({ stageKey, rows, tokens, sizeBytes, tokensPerSecond, massCovered }) => (
              <TableRow key={stageKey}>
                <TableCell className="font-medium">{stageKey}</TableCell>
                <TableCell>{format.number(rows)}</TableCell>
                <TableCell>{format.number(tokens)}</TableCell>
                <TableCell>{topK === null ? t("whole") : format.number(topK)}</TableCell>
                <TableCell>{format.bytes(sizeBytes)}</TableCell>
                <TableCell>{format.number(tokensPerSecond, 1)}</TableCell>
                <TableCell>{format.percent(massCovered, 2)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      {isMissing && <p className="mt-1.5 text-muted-foreground text-xs">{t("nothing")}</p>}
      {isOlder && <p className="mt-1.5 text-muted-foreground text-xs">{t("older")}</p>}
    </>
  );
}
