"use client";

import { useTranslations } from "next-intl";
import type { Looking } from "../../../../server/contract/preflight";
import { useFormat } from "../../../lib/use-format";

/** What is still being looked at, and how far that is where it can be told. */
export function LookingAt({ looking }: { looking: readonly Looking[] }) {
  const t = useTranslations("preflight.lookingAt");
  const format = useFormat();
  if (looking.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="grid gap-1 px-4 py-3 text-muted-foreground text-xs">
      {looking.map(({ part, file, share }) => (
        <li key={`${part}:${file}`} className="break-words tabular-nums">
          {t(part, { file: file ?? "" })}
          {share !== null && ` (${format.percent(share)})`}
        </li>
      ))}
    </ul>
  );
}
