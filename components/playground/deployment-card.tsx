"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleStop, LoaderCircle, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Deployment } from "../../server/contract/server";
import { subjectColor } from "../lib/series-colors";
import { useApiError } from "../lib/use-api-error";
import { useFormat } from "../lib/use-format";
import { useMessage } from "../lib/use-message";
import { useNow } from "../lib/use-now";
import { CopyButton } from "../shell/copy-button";
import { useTRPC } from "../trpc/context";
import { Badge, type BadgeVariant } from "../ui/badge";
import { Button } from "../ui/button";
import { ChatPanel } from "./chat-panel";

const variants: Record<Deployment["status"], BadgeVariant> = {
  starting: "info",
  ready: "success",
  stopping: "warning",
  ended: "muted",
  failed: "destructive",
};

type DeploymentCardProps = { runId: string; subject: string; deployment: Deployment | null; onChanged: () => void };

/** One model of the run: serve it, talk to it, end it. */
export function DeploymentCard({ runId, subject, deployment, onChanged }: DeploymentCardProps) {
  const t = useTranslations("serve");
  const words = useMessage();
  const trpc = useTRPC();
  const describeError = useApiError();
  const options = { onSettled: onChanged };
  const start = useMutation(trpc.deployments.start.mutationOptions(options));
  const stop = useMutation(trpc.deployments.stop.mutationOptions(options));
  const isUp = deployment !== null && ["starting", "ready", "stopping"].includes(deployment.status);
  const error = start.error ?? stop.error;
  return (
    <article className="rounded-lg border bg-card p-3" data-subject={subject}>
      <header className="flex flex-wrap items-center gap-2">
        <span className="size-2 rounded-full" style={{ background: subjectColor(subject) }} aria-hidden />
        <h2 className="font-semibold">{subject}</h2>
        {deployment !== null && <Badge variant={variants[deployment.status]}>{t(`status.${deployment.status}`)}</Badge>}
        <div className="ml-auto">
          {isUp ? (
            <Button
              variant="outline"
              size="sm"
              disabled={stop.isPending || deployment.status === "stopping"}
              onClick={() => stop.mutate({ id: deployment.id })}
            >
              <CircleStop aria-hidden />
              {t("end")}
            </Button>
          ) : (
            <Button size="sm" disabled={start.isPending} onClick={() => start.mutate({ runId, subject })}>
              <Play aria-hidden />
              {t("serve")}
            </Button>
          )}
        </div>
      </header>
      {error !== null && (
        <p role="alert" className="mt-2 text-destructive text-sm">
          {describeError(error).message}
        </p>
      )}
      {deployment?.status === "starting" && <Starting startedAt={deployment.startedAt} />}
      {deployment?.status === "failed" && (
        <p className="mt-2 text-sm">
          <span className="text-destructive">{deployment.message !== null && words(deployment.message)}</span>{" "}
          <span className="text-muted-foreground">
            {deployment.suggestion !== null && words(deployment.suggestion)}
          </span>
        </p>
      )}
      {deployment?.status === "ready" && <Ready deployment={deployment} />}
    </article>
  );
}

function Starting({ startedAt }: { startedAt: number | null }) {
  const t = useTranslations("serve");
  const format = useFormat();
  const now = useNow(1_000);
  return (
    <p className="mt-2 flex items-center gap-2 text-muted-foreground text-sm" role="status">
      <LoaderCircle className="size-4 animate-spin" aria-hidden />
      {t("loading")} {startedAt !== null && format.duration(Math.max(0, now - startedAt))}
    </p>
  );
}

function Ready({ deployment }: { deployment: Deployment }) {
  const t = useTranslations("serve");
  const format = useFormat();
  const body = JSON.stringify({ model: deployment.modelName, messages: [{ role: "user", content: "Hello" }] });
  const curl = `curl ${deployment.endpoint}/v1/chat/completions -H 'content-type: application/json' -d '${body}'`;
  return (
    <>
      <dl className="mt-2 grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1 text-sm">
        <dt className="text-muted-foreground">{t("endpoint")}</dt>
        <dd className="flex min-w-0 items-center gap-1 font-mono text-xs">
          <span className="truncate">{deployment.endpoint}/v1</span>
          <CopyButton text={`${deployment.endpoint}/v1`} label={t("copyEndpoint")} />
        </dd>
        <dt className="text-muted-foreground">{t("memory")}</dt>
        <dd>{format.bytes(deployment.memoryBytes)}</dd>
        <dt className="text-muted-foreground">curl</dt>
        <dd className="flex min-w-0 items-center gap-1">
          <code className="min-w-0 flex-1 truncate rounded bg-muted px-2 py-1 text-xs" title={curl}>
            {curl}
          </code>
          <CopyButton text={curl} label={t("copyCurl")} />
        </dd>
      </dl>
      <ChatPanel deploymentId={deployment.id} />
    </>
  );
}
