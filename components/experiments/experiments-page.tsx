"use client";

import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useHotkey } from "../lib/use-hotkey";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { RunList } from "./list/run-list";
import { QueueView } from "./queue/queue-view";
import { useListState } from "./use-list-state";
import { ViewToggle } from "./view-toggle";

/** All runs, or the queue of those that wait. */
export function ExperimentsPage() {
  const t = useTranslations("experiments");
  const router = useRouter();
  const listState = useListState();
  const [state, setState] = listState;
  useHotkey(
    "n",
    useCallback(() => router.push("/experiments/new"), [router]),
  );

  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={<SelectionActions selected={state.selected} onClear={() => void setState({ selected: [] })} />}
      />
      <ViewToggle view={state.view} setState={setState} />
      {state.view === "queue" ? <QueueView /> : <RunList listState={listState} />}
    </>
  );
}

function SelectionActions({ selected, onClear }: { selected: readonly string[]; onClear: () => void }) {
  const t = useTranslations("experiments");
  if (selected.length === 0) {
    return (
      <Button variant="outline" disabled>
        <GitCompareArrows aria-hidden />
        {t("compare")}
      </Button>
    );
  }
  return (
    <>
      <Button variant="ghost" onClick={onClear}>
        {t("clearSelection")}
      </Button>
      <Button asChild>
        <Link href={`/compare?runs=${selected.map(encodeURIComponent).join(",")}`}>
          <GitCompareArrows aria-hidden />
          {t("compareCount", { count: selected.length })}
        </Link>
      </Button>
    </>
  );
}
