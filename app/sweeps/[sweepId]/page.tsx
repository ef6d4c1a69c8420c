import { Suspense } from "react";
import { SweepView } from "./sweep-view";

/** One sweep, live. */
export default async function Page({ params }: { params: Promise<{ sweepId: string }> }) {
  const { sweepId } = await params;
  return (
    <Suspense>
      <SweepView sweepId={sweepId} />
    </Suspense>
  );
}
