"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { type Cluster, executorNames } from "../../server/contract/executor";
import { executors } from "../../server/contract/executors/registry";
import { useApiError } from "../lib/use-api-error";
import { useText } from "../lib/use-text";
import { useTRPC } from "../trpc/context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Card, CardContent, CardDescription, CardFooter, CardHeader, CardTitle } from "../ui/card";
import { ClusterField } from "./cluster-field";
import { type Draft, draftOf, settingsOf } from "./cluster-fields";
import { ConnectionReportView } from "./connection-report";
import { TokenField } from "./token-field";

/** One kind of cluster: its settings, whether it answers, and a test that names what is wrong. */
export function ClusterCard({ cluster }: { cluster: Cluster }) {
  const { kind, settings } = cluster;
  const t = useTranslations("settings");
  const text = useText();
  const { about, fields, hasToken } = executors[kind].cluster;
  const trpc = useTRPC();
  const describeError = useApiError();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [token, setToken] = useState<string | null | undefined>(undefined);
  const refresh = () => queryClient.invalidateQueries(trpc.executors.list.queryFilter());
  const save = useMutation(trpc.executors.save.mutationOptions());
  const test = useMutation(trpc.executors.test.mutationOptions({ onSuccess: refresh }));
  const shown = draft ?? draftOf(settings);
  const isChanged = draft !== null || token !== undefined || settings === null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await save.mutateAsync({ kind, settings: settingsOf(kind, shown), ...(token !== undefined && { token }) });
    await refresh();
    setDraft(null);
    setToken(undefined);
    toast.success(t("saved", { name: executorNames[kind] }));
    test.mutate({ kind });
  };
  const failure = save.error ?? test.error;
  return (
    <Card>
      <form onSubmit={(event) => void submit(event).catch(() => undefined)} aria-label={executorNames[kind]}>
        <CardHeader>
          <CardTitle className="flex items-center justify-between gap-2">
            {executorNames[kind]}
            <ClusterBadge cluster={cluster} />
          </CardTitle>
          <CardDescription>{text(about)}</CardDescription>
        </CardHeader>
        <CardContent className="grid gap-3 sm:grid-cols-2">
          {fields
            .filter(({ name }) => name !== "pushUrl" || shown.results === "push")
            .map((field) => (
              <ClusterField
                key={field.name}
                field={field}
                value={shown[field.name] ?? ""}
                onChange={(value) => setDraft({ ...shown, [field.name]: value })}
              />
            ))}
          {hasToken && <TokenField hasToken={cluster.hasToken} token={token} onChange={setToken} />}
        </CardContent>
        {failure !== null && (
          <p role="alert" className="px-4 pb-3 text-destructive text-sm">
            {describeError(failure).message} {describeError(failure).suggestion}
          </p>
        )}
        <CardFooter className="flex-wrap">
          <Button type="submit" disabled={save.isPending || !isChanged}>
            {t("save")}
          </Button>
          <Button
            type="button"
            variant="outline"
            disabled={settings === null || draft !== null || cluster.isTesting || test.isPending}
            onClick={() => test.mutate({ kind })}
          >
            {cluster.isTesting ? t("testing") : t("test")}
          </Button>
          {draft !== null && (
            <Button type="button" variant="ghost" onClick={() => setDraft(null)}>
              {t("discard")}
            </Button>
          )}
        </CardFooter>
      </form>
      {cluster.report !== null && <ConnectionReportView report={cluster.report} />}
    </Card>
  );
}

function ClusterBadge({ cluster: { settings, problem, report, isTesting } }: { cluster: Cluster }) {
  const t = useTranslations("settings.state");
  if (settings === null) return <Badge variant="outline">{t("notSetUp")}</Badge>;
  if (isTesting) return <Badge variant="outline">{t("testing")}</Badge>;
  if (problem !== null || report?.ok === false) return <Badge variant="destructive">{t("problem")}</Badge>;
  return report === null ? (
    <Badge variant="outline">{t("untested")}</Badge>
  ) : (
    <Badge variant="success">{t("ok")}</Badge>
  );
}
