import { Suspense } from "react";
import { ExperimentsPage } from "@/components/experiments/experiments-page";

/** The list of all runs. */
export default function Page() {
  return (
    <Suspense>
      <ExperimentsPage />
    </Suspense>
  );
}
