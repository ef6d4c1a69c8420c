"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useErrorToast } from "../../lib/use-error-toast";
import { useTRPC } from "../../trpc/context";

/** Starts a recipe and goes to its run, or to its sweep; `isStarting` stays true until the page changes. */
export function useStart(onStarted: () => void) {
  const router = useRouter();
  const trpc = useTRPC();
  const onError = useErrorToast();
  const queryClient = useQueryClient();
  const create = useMutation(
    trpc.runs.create.mutationOptions({
      onSuccess: ({ runId, sweepId }) => {
        onStarted();
        void queryClient.invalidateQueries(trpc.runs.list.pathFilter());
        router.push(sweepId === null ? `/runs/${runId}` : `/sweeps/${sweepId}`);
      },
      onError,
    }),
  );
  return { start: create.mutate, isStarting: create.isPending || create.isSuccess };
}
