"use client";

import { ChartSpline } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { KnowledgeKind } from "../../../server/contract/recipe/knowledge";
import { knowledgeKinds } from "../../../server/contract/recipe/knowledge-kinds";
import type { RunRow } from "../../../server/contract/run-list";
import { lastPathPart } from "../../lib/format";
import { runColor } from "../../lib/series-colors";
import { StoredBadge } from "../../shell/stored-problem";
import { Badge } from "../../ui/badge";

/** The name of a run with its colour, number, sweep and tags; leads to the run. */
export function RunName({ run }: { run: Pick<RunRow, "id" | "name" | "number" | "tags" | "sweep"> }) {
  const t = useTranslations("experiments.sweep");
  return (
    <div className="min-w-0 normal-nums">
      <Link href={`/runs/${run.id}`} className="flex items-baseline gap-1.5 font-medium hover:underline">
        <span
          aria-hidden
          className="size-2 shrink-0 self-center rounded-full"
          style={{ backgroundColor: runColor(run.number) }}
        />
        <span className="truncate" title={run.name}>
          {run.name}
        </span>
        <span className="font-normal text-muted-foreground text-xs">#{run.number}</span>
      </Link>
      {(run.tags.length > 0 || run.sweep !== null) && (
        <div className="mt-1 flex h-5 gap-1 overflow-hidden">
          {run.sweep !== null && (
            <Link
              className="shrink-0 rounded-md hover:underline"
              href={`/sweeps/${run.sweep.id}`}
              title={t("open", { name: run.sweep.name })}
            >
              <Badge variant="outline">
                <ChartSpline aria-hidden />
                {t("badge", { trial: run.sweep.trial.index + 1 })}
              </Badge>
            </Link>
          )}
          {run.sweep?.earlyStop != null && (
            <Badge variant="warning" className="shrink-0">
              {t("early", { step: run.sweep.earlyStop.step })}
            </Badge>
          )}
          {run.tags.map((tag) => (
            <Badge key={tag} variant="outline" className="min-w-0">
              <span className="truncate" title={tag}>
                {tag}
              </span>
            </Badge>
          ))}
        </div>
      )}
    </div>
  );
}

/** Teacher and student by their last path part, the whole reference on hover; or that the recipe cannot be read. */
export function RunPair({ run }: { run: Pick<RunRow, "teacher" | "student" | "recipeProblem" | "damaged"> }) {
  if (run.teacher === null || run.student === null) return <StoredBadge run={run} />;
  return (
    <div className="min-w-0 normal-nums text-xs leading-relaxed">
      <div className="truncate" title={run.teacher}>
        {lastPathPart(run.teacher)}
      </div>
      <div className="truncate text-muted-foreground" title={run.student}>
        <span aria-hidden>→ </span>
        {lastPathPart(run.student)}
      </div>
      <StoredBadge run={run} />
    </div>
  );
}

function isKnown(kind: string): kind is KnowledgeKind {
  return knowledgeKinds.some((known) => known === kind);
}

/** The kinds of knowledge that are transferred. */
export function RunKnowledge({ kinds }: { kinds: readonly string[] }) {
  const t = useTranslations("common.knowledge");
  return (
    <div className="flex max-h-11 flex-wrap gap-1 overflow-hidden">
      {kinds.map((kind) => (
        <Badge key={kind} variant="muted">
          {isKnown(kind) ? t(kind) : kind}
        </Badge>
      ))}
    </div>
  );
}
