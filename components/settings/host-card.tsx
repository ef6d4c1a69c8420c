"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import type { HostSettings } from "../../server/contract/host-settings";
import { useApiError } from "../lib/use-api-error";
import { ErrorState } from "../shell/error-state";
import { useTRPC } from "../trpc/context";
import { Button } from "../ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "../ui/card";
import { Input } from "../ui/input";
import { Label } from "../ui/label";
import { Skeleton } from "../ui/skeleton";
import { Switch } from "../ui/switch";
import { HostGpus } from "./host-gpus";

const pollMs = 10_000;

/** What the runner may give out on this host: how many stages at a time, and which GPUs. */
export function HostCard() {
  const t = useTranslations("settings.host");
  const tSettings = useTranslations("settings");
  const trpc = useTRPC();
  const describeError = useApiError();
  const queryClient = useQueryClient();
  const id = useId();
  const [draft, setDraft] = useState<(Omit<HostSettings, "cpuSlots"> & { cpuSlots: string }) | null>(null);
  const view = useQuery(trpc.host.settings.queryOptions(undefined, { refetchInterval: pollMs }));
  const host = useQuery(trpc.host.status.queryOptions(undefined, { refetchInterval: pollMs }));
  const save = useMutation(trpc.host.saveSettings.mutationOptions());
  if (view.data === undefined)
    return view.error === null ? (
      <Skeleton className="h-64" />
    ) : (
      <ErrorState error={view.error} onRetry={() => void view.refetch()} />
    );
  const { settings, fixedBy } = view.data;
  const shown = draft ?? { ...settings, cpuSlots: String(settings.cpuSlots) };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await save.mutateAsync({ ...shown, cpuSlots: Number(shown.cpuSlots) });
    await queryClient.invalidateQueries(trpc.host.settings.queryFilter());
    setDraft(null);
    toast.success(t("saved"));
  };
  const helpOf = (key: "cpuSlots" | "useBusyGpus") =>
    fixedBy[key] === undefined ? t(`${key}.help`) : t("fixed", { variable: fixedBy[key] });
  return (
    <Card>
      <form onSubmit={(event) => void submit(event).catch(() => undefined)} aria-label={t("label")}>
        <CardHeader>
          <CardTitle>{t("label")}</CardTitle>
          <CardDescription>{t("about")}</CardDescription>
        </CardHeader>
        <CardContent className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          <div>
            <Label htmlFor={`${id}-slots`}>{t("cpuSlots.label")}</Label>
            <Input
              id={`${id}-slots`}
              inputMode="numeric"
              autoComplete="off"
              aria-describedby={`${id}-slots-help`}
              disabled={fixedBy.cpuSlots !== undefined}
              value={shown.cpuSlots}
              onChange={(event) => setDraft({ ...shown, cpuSlots: event.target.value })}
            />
            <p id={`${id}-slots-help`} className="mt-1 text-muted-foreground text-xs">
              {helpOf("cpuSlots")}
            </p>
          </div>
          <div>
            <div className="flex min-h-9 items-center gap-2 sm:mt-6">
              <Switch
                id={`${id}-busy`}
                aria-describedby={`${id}-busy-help`}
                disabled={fixedBy.useBusyGpus !== undefined}
                checked={shown.useBusyGpus}
                onCheckedChange={(useBusyGpus) => setDraft({ ...shown, useBusyGpus })}
              />
              <Label htmlFor={`${id}-busy`}>{t("useBusyGpus.label")}</Label>
            </div>
            <p id={`${id}-busy-help`} className="mt-1 text-muted-foreground text-xs">
              {helpOf("useBusyGpus")}
            </p>
          </div>
          <HostGpus
            gpus={host.data?.gpus ?? []}
            excluded={shown.excludedGpus}
            fixedBy={fixedBy.excludedGpus}
            onChange={(excludedGpus) => setDraft({ ...shown, excludedGpus })}
          />
        </CardContent>
        {save.error !== null && (
          <p role="alert" className="px-4 pb-3 text-destructive text-sm">
            {describeError(save.error).message} {describeError(save.error).suggestion}
          </p>
        )}
        <CardFooter className="flex-wrap">
          <Button type="submit" disabled={save.isPending || draft === null}>
            {t("save")}
          </Button>
          {draft !== null && (
            <Button
              type="button"
              variant="ghost"
              onClick={() => {
                setDraft(null);
                save.reset();
              }}
            >
              {tSettings("discard")}
            </Button>
          )}
        </CardFooter>
      </form>
    </Card>
  );
}
