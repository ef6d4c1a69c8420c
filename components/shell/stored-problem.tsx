"use client";

import { FileWarning } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Message } from "../../server/contract/message";
import { useMessage } from "../lib/use-message";
import { Badge } from "../ui/badge";

type Stored = { recipeProblem: Message | null; damaged?: readonly string[] };

/** Marks a run whose stored recipe cannot be read or of which other stored values are damaged, with the reason on hover; nothing for any other. */
export function StoredBadge({ run: { recipeProblem, damaged = [] } }: { run: Stored }) {
  const t = useTranslations("common.stored");
  const words = useMessage();
  if (recipeProblem !== null)
    return (
      <Badge variant="destructive" title={words(recipeProblem)}>
        <FileWarning aria-hidden />
        {t("unreadable")}
      </Badge>
    );
  if (damaged.length === 0) return null;
  return (
    <Badge variant="warning" title={t("damagedParts", { parts: damaged.join(", ") })}>
      <FileWarning aria-hidden />
      {t("damaged")}
    </Badge>
  );
}
