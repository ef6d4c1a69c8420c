"use client";

import { LoaderCircle, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { isAllReused, type TimeEstimate } from "../../../server/contract/preflight";
import { sweepSizeOf } from "../../../server/contract/recipe/trials";
import { useFormat } from "../../lib/use-format";
import { Button } from "../../ui/button";
import { focusField } from "../fields/use-recipe-field";
import { type StartState, startStateOf } from "../logic/issues";
import { useRecipe } from "../recipe-context";
import { askAbove, ConfirmSweep } from "./confirm-sweep";
import { useStart } from "./use-start";

/** The HTML id of the start button. */
export const startButtonId = "start";

type StartPanelProps = {
  parentRunId: string | null;
  isYamlBroken: boolean;
  onStarted: () => void;
  onShowForm: () => void;
};

/** The start button, whose label says what is missing. */
export function StartPanel({ parentRunId, isYamlBroken, onStarted, onShowForm }: StartPanelProps) {
  const t = useTranslations("form.start");
  const { values, recipe, issues, serverProblems, preflight, isChecking, setShowsAll } = useRecipe();
  const serverErrors = serverProblems.filter(({ severity }) => severity === "error");
  const state = startStateOf({ values, issues, serverErrors, isChecking });
  const { start, isStarting } = useStart(onStarted);
  const size = useMemo(() => (recipe === null ? null : sweepSizeOf(recipe)), [recipe]);
  const [isAsking, setIsAsking] = useState(false);
  const begin = () => start({ recipe: values, parentRunId });
  const act = () => {
    if (state.kind === "ready") {
      if (size !== null && size.runs > askAbove) setIsAsking(true);
      else begin();
    } else if (state.kind !== "checking") {
      setShowsAll(true);
      const { field } = state;
      if (field === null) return;
      onShowForm();
      setTimeout(() => focusField(field), 50);
    }
  };
  const isIdle = state.kind === "checking" || isStarting || isYamlBroken;
  return (
    <section
      aria-label={t("label")}
      className="z-30 grid min-w-0 gap-2 rounded-lg border bg-card p-3 lg:sticky lg:top-0 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:rounded-none max-lg:border-x-0 max-lg:border-b-0"
    >
      <Button
        id={startButtonId}
        size="lg"
        className="w-full"
        data-testid="start-run"
        data-state={isYamlBroken ? "broken" : state.kind}
        variant={state.kind === "ready" ? "default" : "secondary"}
        disabled={isIdle}
        onClick={act}
      >
        {isStarting || state.kind === "checking" ? (
          <LoaderCircle className="animate-spin" aria-hidden />
        ) : (
          state.kind === "ready" && <Play aria-hidden />
        )}
        <span className="truncate" aria-live="polite">
          {isStarting ? (
            t("starting")
          ) : isYamlBroken ? (
            t("yamlBroken")
          ) : (
            <StartLabel state={state} runs={size?.runs ?? null} />
          )}
        </span>
      </Button>
      {size === null && state.kind === "ready" && !isYamlBroken && <ExpectedTime time={preflight?.time ?? null} />}
      {size !== null && (
        <ConfirmSweep
          size={size}
          range={preflight?.sweep?.range ?? null}
          isOpen={isAsking}
          onOpenChange={setIsAsking}
          onConfirm={begin}
        />
      )}
    </section>
  );
}

/** How long the run will take, where enough of it has been measured. */
function ExpectedTime({ time }: { time: TimeEstimate | null }) {
  const t = useTranslations("form.start");
  const format = useFormat();
  const said =
    time === null
      ? null
      : isAllReused(time)
        ? t("allReused")
        : time.total === null
          ? t("timeUnknown")
          : t("takes", { time: format.timeRange(time.total) });
  return <p className="min-h-4 text-center text-muted-foreground text-xs">{said}</p>;
}

function StartLabel({ state, runs }: { state: StartState; runs: number | null }) {
  const t = useTranslations("form.start");
  if (state.kind === "missing") return t(`missing.${state.field}`);
  if (state.kind === "problems") return t("problems", { count: state.count });
  if (state.kind === "ready" && runs !== null) return t("readySweep", { count: runs });
  return t(state.kind);
}
