"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useApiError } from "../../lib/use-api-error";
import { useTRPC } from "../../trpc/context";

/** Starts a recipe and goes to its run, or to its sweep; `isStarting` stays true until the page changes. */
export function useStart(onStarted: () => void) {
  const router = useRouter();
  const trpc = useTRPC();
  const describeError = useApiError();
  const queryClient = useQueryClient();
  const create = useMutation(
    trpc.runs.create.mutationOptions({
      onSuccess: ({ runId, sweepId }) => {
        onStarted();
        void queryClient.invalidateQueries(trpc.runs.list.pathFilter());
        router.push(sweepId === null ? `/runs/${runId}` : `/sweeps/${sweepId}`);
      },
      onError: (error) => {
        const { message, suggestion } = describeError(error);
        toast.error(message, { description: suggestion ?? undefined });
      },
    }),
  );
  return { start: create.mutate, isStarting: create.isPending || create.isSuccess };
}
