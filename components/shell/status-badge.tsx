"use client";

import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CirclePause,
  CircleX,
  Clock,
  History,
  LoaderCircle,
  type LucideIcon,
  OctagonMinus,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { RunStatus } from "../../server/contract/run";
import type { StageStatus } from "../../server/contract/stage";
import { cn } from "../lib/cn";
import { Badge, type BadgeVariant } from "../ui/badge";

type Look = { icon: LucideIcon; variant: BadgeVariant; isMoving?: true };

const looks: Record<RunStatus | StageStatus, Look> = {
  queued: { icon: Clock, variant: "muted" },
  waiting: { icon: CircleDashed, variant: "muted" },
  ready: { icon: CircleDot, variant: "muted" },
  starting: { icon: LoaderCircle, variant: "info", isMoving: true },
  running: { icon: LoaderCircle, variant: "info", isMoving: true },
  stopping: { icon: LoaderCircle, variant: "warning", isMoving: true },
  succeeded: { icon: CircleCheck, variant: "success" },
  cached: { icon: History, variant: "success" },
  failed: { icon: CircleX, variant: "destructive" },
  cancelled: { icon: Ban, variant: "muted" },
  stopped: { icon: CirclePause, variant: "warning" },
  lost: { icon: CircleHelp, variant: "destructive" },
  blocked: { icon: OctagonMinus, variant: "warning" },
};

type StatusProps = { className?: string } & (
  | { of: "run"; status: RunStatus }
  | { of: "stage"; status: StageStatus | "stopped" }
);

const iconColors: Partial<Record<BadgeVariant, string>> = {
  success: "text-success",
  info: "text-info",
  warning: "text-warning",
  destructive: "text-destructive",
};

function useStatusWord(props: StatusProps): string {
  const t = useTranslations("common");
  if (props.of === "run") return t(`runStatus.${props.status}`);
  if (props.status === "stopped") return t("runStatus.stopped");
  return t(`stageStatus.${props.status}`);
}

/** The status of a run or stage as icon and word. */
export function StatusBadge(props: StatusProps) {
  const word = useStatusWord(props);
  const { icon: Icon, variant, isMoving } = looks[props.status];
  return (
    <Badge variant={variant} className={props.className} data-status={props.status}>
      <Icon aria-hidden className={cn(isMoving && "animate-spin")} />
      {word}
    </Badge>
  );
}

/** The status as an icon alone, with its word for those who do not see it. */
export function StatusIcon(props: StatusProps) {
  const word = useStatusWord(props);
  const { icon: Icon, variant, isMoving } = looks[props.status];
  return (
    <span className={cn("shrink-0", props.className)} data-status={props.status} title={word}>
      <Icon
        aria-hidden
        className={cn("size-4", iconColors[variant] ?? "text-muted-foreground", isMoving && "animate-spin")}
      />
      <span className="sr-only">{word}</span>
    </span>
  );
}
