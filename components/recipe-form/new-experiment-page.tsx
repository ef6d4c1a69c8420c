"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { ErrorState } from "../shell/error-state";
import { PageHeader } from "../shell/page-header";
import { useTRPC } from "../trpc/context";
import { Skeleton } from "../ui/skeleton";
import { draftKey, loadDraft } from "./logic/draft";
import { blankRecipe, nextName } from "./logic/form-values";
import { RecipeEditor } from "./recipe-editor";

/** Loads what the form begins with: the run to clone, else the demo recipe, else nothing; and the draft that was left. */
export function NewExperimentPage() {
  const [fromRunId] = useQueryState("from", parseAsString);
  const trpc = useTRPC();
  const suggestions = useQuery(trpc.recipes.suggest.queryOptions());
  const source = useQuery(trpc.runs.get.queryOptions({ runId: fromRunId ?? "" }, { enabled: fromRunId !== null }));
  const error = (fromRunId !== null ? source.error : null) ?? suggestions.error;
  const isLoading = suggestions.data === undefined || (fromRunId !== null && source.data === undefined);

  if (isLoading && error !== null) {
    return <ErrorState error={error} onRetry={() => void Promise.all([suggestions.refetch(), source.refetch()])} />;
  }
  if (isLoading) return <FormSkeleton />;
  return (
    <LoadedForm
      key={fromRunId ?? "new"}
      fromRunId={fromRunId}
      demo={suggestions.data?.demoRecipe ?? null}
      source={fromRunId === null ? null : (source.data ?? null)}
    />
  );
}

type Loaded = NonNullable<Parameters<typeof RecipeEditor>[0]["demo"]>;

type LoadedFormProps = {
  fromRunId: string | null;
  demo: Loaded | null;
  source: { id: string; name: string; recipe: Loaded } | null;
};

function LoadedForm({ fromRunId, demo, source }: LoadedFormProps) {
  const key = draftKey(fromRunId);
  const start = useMemo(() => {
    const base = source === null ? (demo ?? blankRecipe()) : { ...source.recipe, name: nextName(source.recipe.name) };
    return { base, draft: loadDraft(key)?.values ?? null };
  }, [key, demo, source]);
  const parent = source === null ? null : { runId: source.id, name: source.name };
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
