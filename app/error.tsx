"use client";

import { ErrorState } from "@/components/shell/error-state";

/** Shown in place of a page whose rendering failed. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorState error={error} onRetry={reset} />;
}
