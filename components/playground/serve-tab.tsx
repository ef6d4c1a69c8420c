"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { isGivenSubject, listSubjects } from "../../server/contract/recipe/subjects";
import type { RunDetail } from "../../server/contract/run";
import { useTRPC } from "../trpc/context";
import { DeploymentCard } from "./deployment-card";

/** Every model of a run with its server; what has not been made yet is named as such. */
export function ServeTab({ run }: { run: RunDetail }) {
  const t = useTranslations("serve");
  const trpc = useTRPC();
  const list = useQuery(trpc.deployments.list.queryOptions({ runId: run.id }));
  const made = new Set(
    run.artifacts.flatMap(({ kind, subject }) => (kind === "model" && subject !== null ? [subject] : [])),
  );
  const all = run.recipe === null ? [] : listSubjects(run.recipe.quantize);
  const ready = all.filter((subject) => isGivenSubject(subject) || made.has(subject));
  const missing = all.filter((subject) => !ready.includes(subject));
  return (
    <>
      <p className="mb-3 text-muted-foreground text-sm">{t("description")}</p>
      <div className="grid items-start gap-3 lg:grid-cols-2">
        {ready.map((subject) => (
          <DeploymentCard
            key={subject}
            runId={run.id}
            subject={subject}
            deployment={list.data?.find((entry) => entry.subject === subject) ?? null}
            onChanged={() => void list.refetch()}
          />
        ))}
      </div>
      {missing.length > 0 && (
        <p className="mt-3 text-muted-foreground text-sm">{t("notMade", { subjects: missing.join(", ") })}</p>
      )}
    </>
  );
}
