"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Timer } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useErrorToast } from "../../../lib/use-error-toast";
import { useFormat } from "../../../lib/use-format";
import { useTRPC } from "../../../trpc/context";
import { Button } from "../../../ui/button";
import { useRecipe } from "../../recipe-context";

/** Starts a short run that tells how long the recipe takes, and has the recipe looked at again once that has ended. */
export function MeasureButton() {
  const t = useTranslations("preflight.time.measure");
  const trpc = useTRPC();
  const onError = useErrorToast();
  const { values, recipe, serverProblems, isChecking } = useRecipe();
  const measure = useMutation(trpc.runs.measure.mutationOptions({ onError }));
  const mayStart = recipe !== null && !isChecking && serverProblems.every(({ severity }) => severity !== "error");
  return (
    <div className="grid justify-items-start gap-1">
      <Button
        variant="outline"
        size="sm"
        disabled={!mayStart || measure.isPending || measure.isSuccess}
        onClick={() => measure.mutate({ recipe: values })}
      >
        <Timer aria-hidden />
        {t("start")}
      </Button>
      {measure.data === undefined ? (
        <p className="text-muted-foreground">{t("explain")}</p>
      ) : (
        <Measuring runId={measure.data.runId} onSucceeded={measure.reset} />
      )}
    </div>
  );
}

/** How the short run is doing. */
function Measuring({ runId, onSucceeded }: { runId: string; onSucceeded: () => void }) {
  const t = useTranslations("preflight.time.measure");
  const format = useFormat();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: run } = useQuery(trpc.runs.get.queryOptions({ runId }, { refetchInterval: 5_000 }));
  const status = run?.status;
  useEffect(() => {
    if (status !== "succeeded") return;
    void queryClient.invalidateQueries(trpc.recipes.preflightSoFar.pathFilter());
    onSucceeded();
  }, [status, queryClient, trpc, onSucceeded]);
  const said =
    status === undefined || ["queued", "running", "stopping", "succeeded"].includes(status)
      ? t("running", { share: format.percent(run?.progress.fraction ?? 0, 0) })
      : t("failed");
  return (
    <p aria-live="polite">
      {said}{" "}
      <Link href={`/runs/${runId}`} className="text-primary underline-offset-4 hover:underline">
        {t("show")}
      </Link>
    </p>
  );
}
