"use client";

import { toast } from "sonner";
import { useApiError } from "./use-api-error";

/** Says in a toast what went wrong, and what to do next where that is known. */
export function useErrorToast(): (error: unknown) => void {
  const describeError = useApiError();
  return (error) => {
    const { message, suggestion } = describeError(error);
    toast.error(message, { description: suggestion ?? undefined });
  };
}
