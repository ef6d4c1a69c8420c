import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { hubModelSchema, isDownloading } from "../../../server/contract/downloads";
import type { Hub } from "../../../server/contract/exports";
import { useDebounced } from "../../lib/use-debounced";
import { useErrorToast } from "../../lib/use-error-toast";
import { useTRPC } from "../../trpc/context";

const settleMs = 700;
const askAgainMs = 1_000;

/** What is known of the hub model that a field names, with its download; `look` is null for what is no hub id. */
export function useHubModel(reference: string) {
  const t = useTranslations("form.hub");
  const trpc = useTRPC();
  const client = useQueryClient();
  const onError = useErrorToast();
  const [chosenHub, setHub] = useState<Hub | null>(null);
  const model = useDebounced(reference.trim(), settleMs);
  const isNamed = model === reference.trim() && hubModelSchema.safeParse(model).success;
  const { data: download = null } = useQuery(
    trpc.models.download.queryOptions(
      { model },
      {
        enabled: isNamed,
        refetchInterval: ({ state: { data } }) => (data && isDownloading(data) ? askAgainMs : false),
      },
    ),
  );
  const isOpen = download !== null && isDownloading(download);
  const hub = isOpen ? download.hub : (chosenHub ?? download?.hub ?? "huggingface");
  const look = useQuery(trpc.models.look.queryOptions({ reference: model, hub }, { enabled: isNamed && !isOpen }));
  const told = () => client.invalidateQueries(trpc.models.pathFilter());
  const start = useMutation(trpc.models.startDownload.mutationOptions({ onSuccess: told, onError }));
  const stop = useMutation(trpc.models.stopDownload.mutationOptions({ onSettled: told, onError }));
  const [followed, setFollowed] = useState<string | null>(null);
  if (isOpen && followed !== download.id) setFollowed(download.id);
  const hasArrived = download?.status === "succeeded" && followed === download.id;
  useEffect(() => {
    if (!hasArrived) return;
    // What preflight could not see before is there now.
    for (const area of [trpc.models, trpc.recipes, trpc.files]) void client.invalidateQueries(area.pathFilter());
    toast.success(t("done", { model }));
  }, [hasArrived, client, trpc, t, model]);
  return {
    model,
    hub,
    setHub,
    look: isNamed ? (look.data ?? null) : null,
    isAsking: isNamed && !isOpen && look.isFetching && !look.data?.folder,
    askAgain: () => void look.refetch(),
    download: isNamed ? download : null,
    isOpen: isNamed && isOpen,
    start: () => start.mutate({ model, hub }),
    stop: () => download !== null && stop.mutate({ id: download.id }),
    isBusy: start.isPending || stop.isPending,
  };
}
