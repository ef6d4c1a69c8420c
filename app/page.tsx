import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ExperimentsPage } from "@/components/experiments/experiments-page";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  // Beside the layout its template does not hold.
  return { title: `${t("experiments.title")} · ${t("common.app.name")}` };
}

/** The list of all runs. */
export default function Page() {
  return (
    <Suspense>
      <ExperimentsPage />
    </Suspense>
  );
}
