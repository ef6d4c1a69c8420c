"use client";

import { useTranslations } from "next-intl";
import { executorNames, isCluster } from "../../server/contract/executor";
import type { Attempt } from "../../server/contract/stage";

/** Where an attempt runs or ran: the GPUs of this host, or the cluster with the id of its job. */
export function AttemptPlace({ attempt }: { attempt: Attempt | undefined }) {
  const t = useTranslations("run.log.place");
  if (attempt === undefined || attempt.executor === "import") return null;
  const { executor, job, gpus } = attempt;
  const onHost = gpus !== null && gpus.length > 0 ? t("gpus", { gpus: gpus.join(", ") }) : null;
  const text = isCluster(executor)
    ? t(job === null ? "cluster" : "job", { executor: executorNames[executor], job: job ?? "" })
    : onHost;
  return text === null ? null : <span className="self-center text-muted-foreground text-xs">{text}</span>;
}
