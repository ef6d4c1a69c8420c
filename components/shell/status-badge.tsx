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

type StatusBadgeProps = { className?: string } & (
  | { of: "run"; status: RunStatus }
  | { of: "stage"; status: StageStatus }
);

/** The status of a run or stage as icon and word. */
export function StatusBadge(props: StatusBadgeProps) {
  const t = useTranslations("common");
  const { icon: Icon, variant, isMoving } = looks[props.status];
  return (
    <Badge variant={variant} className={props.className} data-status={props.status}>
      <Icon aria-hidden className={cn(isMoving && "animate-spin")} />
      {props.of === "run" ? t(`runStatus.${props.status}`) : t(`stageStatus.${props.status}`)}
    </Badge>
  );
}
