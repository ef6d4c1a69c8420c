import { Suspense } from "react";
import { RunView } from "./run-view";

/** One run, live. */
export default async function Page({ params }: { params: Promise<{ runId: string }> }) {
  const { runId } = await params;
  return (
    <Suspense>
      <RunView runId={runId} />
    </Suspense>
  );
}
