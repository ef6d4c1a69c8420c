"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "../../lib/use-format";
import { useTRPC } from "../../trpc/context";
import type { Suggestion } from "./suggest-input";

/** Models and data files found on this host, with their size or number of rows. */
export function useSuggestions(): { models: Suggestion[]; data: Suggestion[] } {
  const t = useTranslations("form.suggest");
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.recipes.suggest.queryOptions());
  return useMemo(
    () => ({
      models: (data?.models ?? []).map(({ path, sizeBytes }) => ({ value: path, note: format.bytes(sizeBytes) })),
      data: (data?.data ?? []).map(({ path, rows }) => ({
        value: path,
        note: rows === null ? "" : t("rows", { count: rows }),
      })),
    }),
    [data, format, t],
  );
}
