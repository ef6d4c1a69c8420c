import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { CompareView } from "./compare-view";

/** The title of the page. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compare");
  return { title: t("title") };
}

/** Any runs and subjects side by side. */
export default function Page() {
  return (
    <Suspense>
      <CompareView />
    </Suspense>
  );
}
