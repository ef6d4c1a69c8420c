"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { PipelineGraph } from "@/components/pipeline/pipeline-graph";
import { ServeTab } from "@/components/playground/serve-tab";
import { ArtifactsTab } from "@/components/runs/artifacts-tab";
import { LogTab } from "@/components/runs/log-tab";
import { OverviewTab } from "@/components/runs/overview-tab";
import { RecipeTab } from "@/components/runs/recipe-tab";
import { RunHeader } from "@/components/runs/run-header";
import { StoredNotice } from "@/components/runs/stored-notice";
import { type RunTab, runTabs, useRunState } from "@/components/runs/use-run-state";
import { ShareDialog } from "@/components/shares/share-dialog";
import { ErrorState } from "@/components/shell/error-state";
import { useTRPC } from "@/components/trpc/context";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { RunDetail } from "@/server/contract/run";
import { isStageDone, type Stage } from "@/server/contract/stage";
import { RunCurves } from "./run-curves";
import { RunResults } from "./run-results";

/** A run: its pipeline on top, what it made and wrote below. */
export function RunView({ runId }: { runId: string }) {
  const trpc = useTRPC();
  const { data: run, error, refetch } = useQuery(trpc.runs.get.queryOptions({ runId }));
  if (run === undefined)
    return error === null ? <RunSkeleton /> : <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadedRun run={run} />;
}

function LoadedRun({ run }: { run: RunDetail }) {
  const t = useTranslations("run.tabs");
  const [state, setState] = useRunState();
  const tab = state.tab ?? defaultTab(run);
  const stage = run.stages.find(({ key }) => key === state.stage) ?? defaultStage(run);
  const choose = (value: string) => {
    const next = runTabs.find((known) => known === value);
    if (next) void setState({ tab: next });
  };
  const stages = run.stages.map((entry) => ({ ...entry, cachedFromName: entry.cachedFrom?.runName ?? null }));
  return (
    <>
      <RunHeader run={run} extraActions={<ShareDialog kind="run" runIds={[run.id]} />} />
      <StoredNotice run={run} />
      <div className="mb-5">
        <PipelineGraph
          stages={stages}
          selectedKey={state.stage}
          onSelect={(key) => void setState({ stage: key, attempt: null, tab: "log" })}
        />
      </div>
      <Tabs value={tab} onValueChange={choose}>
        <TabsList>
          {runTabs.map((value) => (
            <TabsTrigger key={value} value={value}>
              {t(value)}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="overview">
          <OverviewTab run={run} results={<RunResults run={run} />} />
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
    </>
  );
}

function RunSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-16 w-full" />
      <Skeleton className="h-52 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}

/** A failed run opens on its log, a training one on its curves. */
function defaultTab(run: RunDetail): RunTab {
  if (run.status === "failed") return "log";
  return run.evaluations.length === 0 && run.metrics.length > 0 ? "curves" : "overview";
}

/** The stage whose log matters most: the failed one, else the one that runs, else the last that ran. */
function defaultStage(run: RunDetail): Stage | undefined {
  return (
    run.stages.find(({ status }) => status === "failed" || status === "lost") ??
    run.stages.find(({ status }) => ["starting", "running", "stopping"].includes(status)) ??
    run.stages.findLast(({ status }) => isStageDone(status)) ??
    run.stages[0]
  );
}
