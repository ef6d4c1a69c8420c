"use client";

import { PackageOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Artifact, RunDetail } from "../../server/contract/run";
import { useFormat } from "../lib/use-format";
import { CopyButton } from "../shell/copy-button";
import { EmptyState } from "../shell/empty-state";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";
import { BundleSection } from "./bundle-section";
import { CheckpointSection } from "./checkpoint-section";
import { TakeAwaySection } from "./take-away/take-away-section";

const columns = ["name", "kind", "stage", "size", "created", "digest", "inputs", "path"] as const;

/** Checkpoints, models, answers and reports of a run, with the bundles that deploy its students. */
export function ArtifactsTab({ run }: { run: RunDetail }) {
  return (
    <>
      <TakeAwaySection run={run} />
      <BundleSection run={run} />
      <CheckpointSection run={run} />
      <ArtifactTable run={run} />
    </>
  );
}

function ArtifactTable({ run }: { run: RunDetail }) {
  const t = useTranslations("run.artifacts");
  if (run.artifacts.length === 0)
    return (
      <EmptyState icon={PackageOpen} title={t("empty.title")}>
        {t("empty.body")}
      </EmptyState>
    );
  return (
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
          {run.artifacts.map((artifact) => (
            <ArtifactRow key={artifact.id} artifact={artifact} />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function ArtifactRow({ artifact }: { artifact: Artifact }) {
  const t = useTranslations("run.artifacts");
  const format = useFormat();
  return (
    <TableRow>
      <TableCell className="font-medium">{artifact.name}</TableCell>
      <TableCell>{t(`kinds.${artifact.kind}`)}</TableCell>
      <TableCell>
        {artifact.stageKey}
        {artifact.attempt > 1 && ` (${artifact.attempt})`}
      </TableCell>
      <TableCell className="whitespace-nowrap">{format.bytes(artifact.sizeBytes)}</TableCell>
      <TableCell className="whitespace-nowrap">
        <time>{format.dateTime(artifact.createdAt)}</time>
      </TableCell>
      <TableCell className="font-mono text-xs" title={artifact.digest ?? undefined}>
        {artifact.digest?.slice(0, 12) ?? "—"}
      </TableCell>
      <TableCell className="text-xs">{artifact.inputs.join(", ") || "—"}</TableCell>
      <TableCell>
        {artifact.path === null ? (
          "—"
        ) : (
          <span className="flex items-center gap-1">
            <code className="max-w-64 truncate text-xs" title={artifact.path}>
              {artifact.path}
            </code>
            <CopyButton text={artifact.path} label={t("copyPath")} />
          </span>
        )}
      </TableCell>
    </TableRow>
  );
}
