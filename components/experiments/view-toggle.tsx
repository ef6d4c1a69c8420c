"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../trpc/context";
import { ToggleGroup, ToggleGroupItem } from "../ui/toggle-group";
import { type ListState, type SetListState, views } from "./use-list-state";

/** All runs, or those that wait. */
export function ViewToggle({ view, setState }: { view: ListState["view"]; setState: SetListState }) {
  const t = useTranslations("experiments.view");
  const trpc = useTRPC();
  const count = useQuery(trpc.runs.queue.queryOptions()).data?.length ?? 0;
  return (
    <ToggleGroup
      type="single"
      className="mb-3"
      aria-label={t("label")}
      value={view}
      onValueChange={(value) => {
        const chosen = views.find((known) => known === value);
        if (chosen !== undefined) void setState({ view: chosen });
      }}
    >
      <ToggleGroupItem value="list">{t("list")}</ToggleGroupItem>
      <ToggleGroupItem value="queue">{count > 0 ? t("queueCount", { count }) : t("queue")}</ToggleGroupItem>
    </ToggleGroup>
  );
}
