"use client";

import { useTranslations } from "next-intl";
import type { RunDetail } from "../../server/contract/run";
import type { Stage } from "../../server/contract/stage";
import { useStageTitle } from "../lib/use-stage-title";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../ui/select";
import { AttemptPlace } from "./attempt-place";
import { FailurePanel } from "./failure-panel";
import { LogView } from "./log/log-view";

type LogTabProps = {
  run: RunDetail;
  stage: Stage | undefined;
  attempt: number | null;
  onStage: (key: string) => void;
  onAttempt: (attempt: number | null) => void;
};

/** The log of one attempt of one stage, with how it ended above it. */
export function LogTab({ run, stage, attempt, onStage, onAttempt }: LogTabProps) {
  const t = useTranslations("run.log");
  const titleOf = useStageTitle();
  if (stage === undefined) return <p className="text-muted-foreground text-sm">{t("empty")}</p>;
  return (
    <>
      <FailurePanel runId={run.id} stage={stage} />
      <div className="mb-2 flex flex-wrap gap-2">
        <Select value={stage.key} onValueChange={onStage}>
          <SelectTrigger className="w-64" aria-label={t("stage")}>
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {run.stages.map(({ key, kind, subject }) => (
              <SelectItem key={key} value={key}>
                {titleOf({ kind, subject })}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        {stage.attempts.length > 1 && (
          <Select
            value={String(attempt ?? stage.attempts.at(-1)?.number)}
            onValueChange={(value) => onAttempt(Number(value))}
          >
            <SelectTrigger className="w-44" aria-label={t("attempt")}>
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {stage.attempts.map(({ number }) => (
                <SelectItem key={number} value={String(number)}>
                  {t("attemptNumber", { number })}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
        <AttemptPlace attempt={stage.attempts.find(({ number }) => number === attempt) ?? stage.attempts.at(-1)} />
      </div>
      <LogView key={`${stage.key}/${attempt ?? ""}`} runId={run.id} stageKey={stage.key} attempt={attempt} />
    </>
  );
}
