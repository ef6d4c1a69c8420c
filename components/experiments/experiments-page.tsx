"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useHotkey } from "../lib/use-hotkey";
import { PageHeader } from "../shell/page-header";
import { RunList } from "./list/run-list";
import { QueueView } from "./queue/queue-view";
import { SelectionActions } from "./selection-actions";
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
        actions={
          <SelectionActions
            selected={state.selected}
            isArchive={state.archived}
            onClear={() => void setState({ selected: [] })}
          />
        }
      />
      <ViewToggle view={state.view} setState={setState} />
      {state.view === "queue" ? <QueueView /> : <RunList listState={listState} />}
    </>
  );
}
