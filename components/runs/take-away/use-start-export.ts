import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/context";

/** Starts an export of a run's model; `onStarted` follows once it is queued. */
export function useStartExport(runId: string, onStarted: () => void) {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useMutation(
    trpc.exports.start.mutationOptions({
      onSuccess: async () => {
        onStarted();
        await client.invalidateQueries(trpc.exports.list.queryFilter({ runId }));
      },
    }),
  );
}
