"use client";

import { useTranslations } from "next-intl";
import type { Preflight } from "../../../../server/contract/preflight";
import { focusField } from "../../fields/use-recipe-field";
import { Part } from "./part";

/** What was set in place of what the recipe leaves open. */
export function ResolvedValues({ resolved }: { resolved: Preflight["resolved"] }) {
  const t = useTranslations("preflight.resolved");
  if (resolved.length === 0) return null;
  return (
    <Part title={t("title")}>
      <p className="text-muted-foreground">{t("explain")}</p>
      <ul className="grid gap-0.5">
        {resolved.map(({ field, value }) => (
          <li key={field} className="flex justify-between gap-2">
            <button type="button" className="rounded-sm font-mono hover:underline" onClick={() => focusField(field)}>
              {field}
            </button>
            <span className="break-all">{value}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
