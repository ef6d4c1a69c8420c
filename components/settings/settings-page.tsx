"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ErrorState } from "../shell/error-state";
import { PageHeader } from "../shell/page-header";
import { useTRPC } from "../trpc/context";
import { Skeleton } from "../ui/skeleton";
import { ClusterCard } from "./cluster-card";
import { FoldersCard } from "./folders-card";
import { HostCard } from "./host-card";

const pollMs = 10_000;

/** What this host gives to runs, and the clusters that they may go to, each with its connection test. */
export function SettingsPage() {
  const t = useTranslations("settings");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.executors.list.queryOptions(undefined, { refetchInterval: pollMs }));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      {error !== null && data === undefined && <ErrorState error={error} onRetry={() => void refetch()} />}
      <HostCard />
      <FoldersCard />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-2">
        {data?.map((cluster) => <ClusterCard key={cluster.kind} cluster={cluster} />) ??
          (error === null && [1, 2].map((index) => <Skeleton key={index} className="h-[36rem]" />))}
      </div>
    </>
  );
}
