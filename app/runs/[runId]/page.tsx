import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { runTitle } from "@/server/api/page-titles";
import { RunView } from "./run-view";

type Params = { params: Promise<{ runId: string }> };

/** The run's name and number. */
export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const t = await getTranslations("common.error");
  return { title: runTitle((await params).runId) ?? t("notFoundTitle") };
}

/** One run, live. */
export default async function Page({ params }: Params) {
  const { runId } = await params;
  if (runTitle(runId) === null) notFound();
  return (
    <Suspense>
      <RunView runId={runId} />
    </Suspense>
  );
}
