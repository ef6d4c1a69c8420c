"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "../../lib/use-format";
import { useTRPC } from "../../trpc/context";
import type { Suggestion } from "./suggest-input";

/** Models and data files found on this host, with their size or number of rows. */
export function useSuggestions(): { models: Suggestion[]; outside: string[]; data: Suggestion[] } {
  const t = useTranslations("form.suggest");
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.recipes.suggest.queryOptions());
  return useMemo(
    () => ({
      models: [
        ...(data?.models ?? []).map(({ path, sizeBytes }) => ({ value: path, note: format.bytes(sizeBytes) })),
        ...(data?.cachedModels ?? []).map(({ hubId, path, sizeBytes, isComplete }) => ({
          value: path,
          name: hubId,
          note: t(isComplete ? "cached" : "cachedPartly", { size: format.bytes(sizeBytes) }),
        })),
      ],
      /** Folders of downloaded models that have to be allowed before they are read. */
      outside: (data?.cachedModels ?? []).filter(({ isOutside }) => isOutside).map(({ path }) => path),
      data: (data?.data ?? []).map(({ path, rows }) => ({
        value: path,
        note: rows === null ? "" : t("rows", { count: rows }),
      })),
    }),
    [data, format, t],
  );
}
