"use client";

import { Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Advice } from "../../../../server/contract/preflight";
import { useMessage } from "../../../lib/use-message";
import { ApplyButton } from "../../fields/mend-button";
import type { ApplyChanges } from "./apply";
import { Part } from "./part";

/** What a person should know before the start, each with its reason, its source and, where one change does it, a button. */
export function AdviceList({ advice, onApply }: { advice: readonly Advice[]; onApply: ApplyChanges }) {
  const t = useTranslations("preflight.advice");
  const words = useMessage();
  if (advice.length === 0) return null;
  const lines = advice.map(({ message, reason, source, ...rest }) => ({
    ...rest,
    message: words(message),
    reason: words(reason),
    source: words(source),
  }));
  return (
    <Part title={t("title")}>
      <ul className="grid gap-3">
        {lines.map(({ code, severity, message, reason, source, changes }) => (
          <li key={`${code}:${message}`} className="flex gap-2">
            {severity === "warning" ? (
              <TriangleAlert role="img" aria-label={t("warning")} className="mt-px size-3.5 shrink-0 text-warning" />
            ) : (
              <Info role="img" aria-label={t("info")} className="mt-px size-3.5 shrink-0 text-info" />
            )}
            <div className="grid min-w-0 flex-1 gap-1 leading-relaxed break-words">
              <p className="font-medium">{message}</p>
              <p className="text-muted-foreground">
                {reason} {source !== "" && <AdviceSource source={source} />}
              </p>
              {changes !== null && (
                <ApplyButton
                  variant="outline"
                  className="justify-self-start"
                  message={message}
                  onClick={() => onApply(changes, message)}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function AdviceSource({ source }: { source: string }) {
  const t = useTranslations("preflight.advice");
  if (!/^https?:\/\//.test(source)) return <span>({source})</span>;
  return (
    <a href={source} target="_blank" rel="noreferrer" className="text-primary underline-offset-4 hover:underline">
      {t("source")}
    </a>
  );
}
