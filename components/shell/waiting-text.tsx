"use client";

import { useTranslations } from "next-intl";
import { executorNames } from "../../server/contract/executor";
import type { WaitingReason } from "../../server/contract/queue";
import { RelativeTime } from "../lib/relative-time";
import { useFormat } from "../lib/use-format";

/** What a stage waits for, in words. */
export function WaitingText({ reason }: { reason: WaitingReason }) {
  const t = useTranslations("experiments.queue.reason");
  const format = useFormat();
  switch (reason.kind) {
    case "retry":
      return t.rich("retry", { when: () => <RelativeTime atMs={reason.atMs} /> });
    case "gpus":
      return reason.busy > 0 ? t("gpusBusy", reason) : t("gpus", reason);
    case "gpu-share":
      return t("gpu-share", { share: format.percent(reason.share, 0) });
    case "too-large":
      return t("too-large", reason);
    case "cpu":
      return t("cpu", reason);
    case "not-set-up":
    case "unreachable":
      return t(reason.kind, { executor: executorNames[reason.executor] });
    case "same":
      return t("same", { runNumber: String(reason.runNumber) });
    default:
      return t(reason.kind);
  }
}
