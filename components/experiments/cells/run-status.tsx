"use client";

import type { RunRow } from "../../../server/contract/run-list";
import { useMessage } from "../../lib/use-message";
import { useStageTitle } from "../../lib/use-stage-title";
import { StatusBadge } from "../../shell/status-badge";

/** The status of a run, and below it why it failed. */
export function RunStatusCell({ run: { status, failure } }: { run: Pick<RunRow, "status" | "failure"> }) {
  const words = useMessage();
  const titleOf = useStageTitle();
  return (
    <>
      <StatusBadge of="run" status={status} />
      {failure !== null && (
        <div
          className="mt-0.5 truncate text-muted-foreground text-xs"
          title={`${titleOf(failure.stage)}: ${words(failure.reason)}`}
        >
          {words(failure.reason)}
        </div>
      )}
    </>
  );
}
