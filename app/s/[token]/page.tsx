import type { Metadata } from "next";
import { Suspense } from "react";
import { SharedPage } from "./shared-page";

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

/** What the holder of a share link sees. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <Suspense>
      <SharedPage token={token} />
    </Suspense>
  );
}
