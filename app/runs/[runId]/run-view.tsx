"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PanelKind } from "@/components/charts/panel-groups";
import { Pipeline } from "@/components/pipeline/pipeline";
import { currentStageOf } from "@/components/pipeline/stage-state";
import { ServeTab } from "@/components/playground/serve-tab";
import { ArtifactsTab } from "@/components/runs/artifacts-tab";
import { LogTab } from "@/components/runs/log-tab";
import { NewsHint } from "@/components/runs/news-hint";
import { type News, newsSince, type Opening, openingOf, tabOf } from "@/components/runs/opening";
import { OverviewTab } from "@/components/runs/overview-tab";
import { RecipeTab } from "@/components/runs/recipe-tab";
import { RunHeader } from "@/components/runs/run-header";
import { StoredNotice } from "@/components/runs/stored-notice";
import { runTabs, useRunState } from "@/components/runs/use-run-state";
import { ShareDialog } from "@/components/shares/share-dialog";
import { ErrorState } from "@/components/shell/error-state";
import { useTRPC } from "@/components/trpc/context";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { RunDetail } from "@/server/contract/run";
import type { Stage } from "@/server/contract/stage";
import { RunCurves } from "./run-curves";
import { RunResults } from "./run-results";

/** A run: its pipeline on top, what it made and wrote below. */
export function RunView({ runId }: { runId: string }) {
  const trpc = useTRPC();
  const { data: run, error, refetch } = useQuery(trpc.runs.get.queryOptions({ runId }));
  if (run === undefined)
    return error === null ? <RunSkeleton /> : <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadedRun key={runId} run={run} />;
}

function LoadedRun({ run }: { run: RunDetail }) {
  const t = useTranslations("run.tabs");
  const [state, setState] = useRunState();
  const [opening, setOpening] = useState(() => openingOf(run));
  const [dismissed, setDismissed] = useState<News | null>(null);
  const tab = state.tab ?? tabOf(opening);
  const stage = run.stages.find(({ key }) => key === state.stage) ?? logStageOf(run, opening);
  const now = openingOf(run);
  const news = newsSince(opening, now);
  const showNews = () => {
    setOpening(now);
    void setState({ tab: null, stage: null, attempt: null });
  };
  const choose = (value: string) => {
    const next = runTabs.find((known) => known === value);
    if (next) void setState({ tab: next });
  };
  const stages = run.stages.map((entry) => ({ ...entry, cachedFromName: entry.cachedFrom?.runName ?? null }));
  return (
    <>
      <RunHeader run={run} extraActions={<ShareDialog kind="run" runIds={[run.id]} />} />
      <StoredNotice run={run} />
      <Pipeline
        stages={stages}
        selectedKey={state.stage}
        onSelect={(key) => void setState({ stage: key, attempt: null, tab: "log" })}
      />
      <Tabs value={tab} onValueChange={choose}>
        <TabsList>
          {runTabs.map((value) => (
            <TabsTrigger key={value} value={value}>
              {t(value)}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="overview">
          <OverviewTab
            run={run}
            opening={opening}
            results={<RunResults run={run} />}
            chart={<RunCurves run={run} kinds={lossAlone} />}
          />
        </TabsContent>
        <TabsContent value="curves">
          <RunCurves run={run} />
        </TabsContent>
        <TabsContent value="log">
          <LogTab
            run={run}
            stage={stage}
            attempt={state.attempt}
            onStage={(key) => void setState({ stage: key, attempt: null })}
            onAttempt={(attempt) => void setState({ attempt })}
          />
        </TabsContent>
        <TabsContent value="artifacts">
          <ArtifactsTab run={run} />
        </TabsContent>
        <TabsContent value="recipe">
          <RecipeTab run={run} />
        </TabsContent>
        <TabsContent value="serve">
          <ServeTab run={run} />
        </TabsContent>
      </Tabs>
      <NewsHint news={news === dismissed ? null : news} onShow={showNews} onDismiss={() => setDismissed(news)} />
    </>
  );
}

function RunSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-14 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}

const lossAlone: readonly PanelKind[] = ["loss"];

/** The stage whose log matters most: of a failed run the one that failed, else the one that runs, else the last that ran. */
function logStageOf(run: RunDetail, { view }: Opening): Stage | undefined {
  const failed = run.stages.find(({ status }) => status === "failed" || status === "lost");
  return (view === "live" ? undefined : failed) ?? currentStageOf(run.stages);
}
