import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { shareTitle } from "@/server/api/page-titles";
import { SharedPage } from "./shared-page";

type Params = { params: Promise<{ token: string }> };

/** The title of what is shared; nothing of it leaves by a search engine or a referrer. */
export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const t = await getTranslations("share.dead");
  const title = shareTitle((await params).token) ?? t("title");
  return { title, robots: { index: false, follow: false }, referrer: "no-referrer" };
}

/** What the holder of a share link sees. */
export default async function Page({ params }: Params) {
  const { token } = await params;
  if (shareTitle(token) === null) notFound();
  return (
    <Suspense>
      <SharedPage token={token} />
    </Suspense>
  );
}
