import { Suspense } from "react";
import { CompareView } from "./compare-view";

/** Any runs and subjects side by side. */
export default function Page() {
  return (
    <Suspense>
      <CompareView />
    </Suspense>
  );
}
