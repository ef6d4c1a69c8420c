import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { sweepTitle } from "@/server/api/page-titles";
import { SweepView } from "./sweep-view";

type Params = { params: Promise<{ sweepId: string }> };

/** The sweep's name. */
export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const t = await getTranslations("common.error");
  return { title: sweepTitle((await params).sweepId) ?? t("notFoundTitle") };
}

/** One sweep, live. */
export default async function Page({ params }: Params) {
  const { sweepId } = await params;
  if (sweepTitle(sweepId) === null) notFound();
  return (
    <Suspense>
      <SweepView sweepId={sweepId} />
    </Suspense>
  );
}
