"use client";

import { ErrorState } from "@/components/shell/error-state";

/** Shown in place of a page whose rendering failed. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return <ErrorState error={error} onRetry={reset} />;
}
