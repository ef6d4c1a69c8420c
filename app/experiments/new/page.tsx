import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { NewExperimentPage } from "@/components/recipe-form/new-experiment-page";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("form");
  return { title: t("title") };
}

/** The form of a new experiment; `?from=RUN` clones. */
export default function Page() {
  return (
    <Suspense>
      <NewExperimentPage />
    </Suspense>
  );
}
