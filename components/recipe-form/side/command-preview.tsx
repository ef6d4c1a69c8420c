"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { PlannedStage } from "../../../server/contract/stage";
import { stageKinds } from "../../../server/contract/stage-kinds";
import { cn } from "../../lib/cn";
import { shellCommand } from "../../lib/shell-command";
import { useApiError } from "../../lib/use-api-error";
import { useStageTitle } from "../../lib/use-stage-title";
import { useText } from "../../lib/use-text";
import { CopyButton } from "../../shell/copy-button";
import { useTRPC } from "../../trpc/context";
import { Badge } from "../../ui/badge";
import { CodeBlock } from "../../ui/code-block";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../../ui/tabs";
import { listIssues } from "../logic/issues";
import { useRecipe } from "../recipe-context";

/** The exact commands of every stage for the recipe as it stands. */
export function CommandPreview() {
  const t = useTranslations("form.preview");
  const { settled, isChecking } = useRecipe();
  const trpc = useTRPC();
  const describeError = useApiError();
  const isValid = listIssues(settled).length === 0;
  const plan = useQuery(
    trpc.recipes.plan.queryOptions({ recipe: settled }, { enabled: isValid, placeholderData: keepPreviousData }),
  );
  const stages = plan.data?.stages ?? [];
  return (
    <section aria-labelledby="preview-heading" className="min-w-0 rounded-lg border bg-card">
      <div className="flex items-baseline justify-between gap-2 px-4 pt-3">
        <h2 id="preview-heading" className="font-semibold text-sm">
          {t("title")}
        </h2>
        <span className="text-muted-foreground text-xs" role="status">
          {stages.length > 0 && (isValid ? (isChecking || plan.isFetching ? t("updating") : "") : t("outdated"))}
        </span>
      </div>
      {plan.isError && isValid && (
        <p className="px-4 py-3 text-destructive text-sm break-words">{describeError(plan.error).message}</p>
      )}
      {stages.length === 0 ? (
        <p className="px-4 py-6 text-muted-foreground text-sm">{t("empty")}</p>
      ) : (
        <StageTabs stages={stages} isOutdated={!isValid} />
      )}
    </section>
  );
}

function StageTabs({ stages, isOutdated }: { stages: PlannedStage[]; isOutdated: boolean }) {
  const t = useTranslations();
  const text = useText();
  const titleOf = useStageTitle();
  const [first] = stages;
  if (first === undefined) return null;
  return (
    <Tabs defaultValue={first.id} className={cn("gap-0", isOutdated && "opacity-60")}>
      <TabsList className="flex-wrap gap-0 px-2" aria-label={t("form.preview.stages")}>
        {stages.map((stage) => (
          <TabsTrigger key={stage.id} value={stage.id} className="text-xs">
            {stage.subject ?? text(stageKinds[stage.kind].name)}
          </TabsTrigger>
        ))}
      </TabsList>
      {stages.map((stage) => (
        <TabsContent key={stage.id} value={stage.id} className="grid gap-3 p-3">
          <div className="flex flex-wrap items-center gap-2 text-xs">
            <span className="font-medium">{titleOf(stage)}</span>
            {stage.cached && <Badge variant="success">{t("form.preview.cached")}</Badge>}
          </div>
          {stage.commands.map((command) => {
            const text = shellCommand(command.argv, stage.env);
            return (
              <div key={command.label} className="min-w-0">
                <div className="flex items-center justify-between gap-2">
                  <span className="font-mono text-muted-foreground text-xs">{command.label}</span>
                  <CopyButton text={text} label={t("form.preview.copy", { name: command.label })} />
                </div>
                <CodeBlock className="max-h-80 rounded-md bg-muted/70 p-2.5 font-mono text-[11.5px] leading-relaxed">
                  {shellCommand(command.argv)}
                </CodeBlock>
              </div>
            );
          })}
        </TabsContent>
      ))}
    </Tabs>
  );
}
