"use client";

import { useQuery } from "@tanstack/react-query";
import { FileWarning } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { useMessage } from "../lib/use-message";
import { EmptyState } from "../shell/empty-state";
import { ErrorState } from "../shell/error-state";
import { PageHeader } from "../shell/page-header";
import { useTRPC } from "../trpc/context";
import { Skeleton } from "../ui/skeleton";
import { draftKey, loadDraft } from "./logic/draft";
import { blankRecipe, nextName } from "./logic/form-values";
import { RecipeEditor } from "./recipe-editor";

/** Loads what the form begins with: the run or sweep to clone, else the demo recipe, else nothing; and the draft that was left. */
export function NewExperimentPage() {
  const [fromRunId] = useQueryState("from", parseAsString);
  const [fromSweepId] = useQueryState("sweep", parseAsString);
  const fromId = fromRunId ?? fromSweepId;
  const trpc = useTRPC();
  const words = useMessage();
  const common = useTranslations("common.stored");
  const suggestions = useQuery(trpc.recipes.suggest.queryOptions());
  const run = useQuery(trpc.runs.get.queryOptions({ runId: fromRunId ?? "" }, { enabled: fromRunId !== null }));
  const isOfSweep = fromRunId === null && fromSweepId !== null;
  const sweep = useQuery(trpc.sweeps.get.queryOptions({ sweepId: fromSweepId ?? "" }, { enabled: isOfSweep }));
  const source = isOfSweep ? sweep : run;
  const error = (fromId !== null ? source.error : null) ?? suggestions.error;
  const isLoading = suggestions.data === undefined || (fromId !== null && source.data === undefined);

  if (isLoading && error !== null) {
    return <ErrorState error={error} onRetry={() => void Promise.all([suggestions.refetch(), source.refetch()])} />;
  }
  if (isLoading) return <FormSkeleton />;
  if (fromId !== null && source.data?.recipeProblem != null)
    return (
      <EmptyState icon={FileWarning} title={common("unreadable")}>
        {words(source.data.recipeProblem)}
      </EmptyState>
    );
  return (
    <LoadedForm
      key={fromId ?? "new"}
      fromId={fromId}
      isOfSweep={isOfSweep}
      demo={suggestions.data?.demoRecipe ?? null}
      source={fromId === null ? null : loadedOf(source.data)}
    />
  );
}

type Loaded = NonNullable<Parameters<typeof RecipeEditor>[0]["demo"]>;

type Source = { id: string; name: string; recipe: Loaded };

function loadedOf(data: { id: string; name: string; recipe: Loaded | null } | undefined): Source | null {
  if (data === undefined || data.recipe === null) return null;
  return { id: data.id, name: data.name, recipe: data.recipe };
}

type LoadedFormProps = {
  fromId: string | null;
  isOfSweep: boolean;
  demo: Loaded | null;
  source: Source | null;
};

function LoadedForm({ fromId, isOfSweep, demo, source }: LoadedFormProps) {
  const key = draftKey(fromId);
  const start = useMemo(() => {
    const base = source === null ? (demo ?? blankRecipe()) : { ...source.recipe, name: nextName(source.recipe.name) };
    return { base, draft: loadDraft(key)?.values ?? null };
  }, [key, demo, source]);
  const parent = source === null ? null : { runId: isOfSweep ? null : source.id, name: source.name };
  return <RecipeEditor base={start.base} draft={start.draft} draftKey={key} demo={demo} parent={parent} />;
}

function FormSkeleton() {
  const t = useTranslations("form");
  return (
    <div role="status" aria-label={t("loading")}>
      <PageHeader title={t("title")} description={t("description")} actions={<Skeleton className="h-8 w-64" />} />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_24rem] xl:grid-cols-[minmax(0,1fr)_28rem]">
        <div className="grid gap-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-64" />
          <Skeleton className="h-96" />
        </div>
        <div className="grid content-start gap-4">
          <Skeleton className="h-16" />
          <Skeleton className="h-72" />
        </div>
      </div>
    </div>
  );
}
