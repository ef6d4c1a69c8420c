"use client";

import { type RunRow, type RunSort, recipeKeyOf } from "../../../server/contract/run-list";
import { lastPathPart } from "../../lib/format";
import { RelativeTime } from "../../lib/relative-time";
import { useMessage } from "../../lib/use-message";
import { HeadlineValue } from "../cells/headline-value";
import { RunDuration } from "../cells/run-duration";
import { RunKnowledge, RunName, RunPair } from "../cells/run-parts";
import { RunProgress } from "../cells/run-progress";
import { RunStatusCell } from "../cells/run-status";
import { Sparkline } from "../cells/sparkline";
import { type ColumnName, type PlainColumn, plainColumns } from "./column-choice";

/** Widths in px; the name takes what is left. */
const widths: Record<PlainColumn, number | null> = {
  ...{ status: 116, name: null, pair: 150, teacher: 150, student: 150, knowledge: 104, progress: 140, loss: 108 },
  ...{ score: 76, quality: 96, speed: 84, size: 64, duration: 96, failure: 150, notes: 180, created: 96 },
};
const recipeWidth = 128;

/** How wide a column is in px; null for the one that takes what is left. */
export function widthOf(column: ColumnName): number | null {
  const plain = plainColumns.find((name) => name === column);
  return plain === undefined ? recipeWidth : widths[plain];
}

const unsorted: readonly string[] = ["pair", "knowledge", "loss", "notes"];

/** What a click on the head of a column sorts by; null where it does not sort. */
export function sortOf(column: ColumnName): RunSort | null {
  return unsorted.includes(column) ? null : (column as RunSort);
}

/** What a run shows in a column; `keys` are the recipe keys that its values stand for. */
export function Cell({ run, column, keys }: { run: RunRow; column: ColumnName; keys: readonly string[] }) {
  const key = recipeKeyOf(column);
  if (key !== null) return <ValueCell value={run.values[keys.indexOf(key)] ?? null} />;
  return <PlainCell run={run} column={column as PlainColumn} />;
}

function PlainCell({ run, column }: { run: RunRow; column: PlainColumn }) {
  switch (column) {
    case "status":
      return <RunStatusCell run={run} />;
    case "name":
      return <RunName run={run} />;
    case "pair":
      return <RunPair run={run} />;
    case "teacher":
    case "student":
      return <TextCell text={lastPathPart(run[column] ?? "")} full={run[column] ?? ""} />;
    case "knowledge":
      return <RunKnowledge kinds={run.knowledge} />;
    case "progress":
      return <RunProgress run={run} />;
    case "loss":
      return <Sparkline values={run.loss} runNumber={run.number} />;
    case "score":
    case "quality":
    case "speed":
    case "size":
      return <HeadlineValue run={run} figure={column} />;
    case "duration":
      return <RunDuration run={run} />;
    case "failure":
      return <FailureCell run={run} />;
    case "notes":
      return <TextCell text={run.notes} full={run.notes} />;
    case "created":
      return <RelativeTime atMs={run.createdAt} />;
  }
}

function FailureCell({ run: { failure } }: { run: RunRow }) {
  const words = useMessage();
  const text = failure === null ? "" : words(failure.reason);
  return <TextCell text={text} full={text} />;
}

function ValueCell({ value }: { value: RunRow["values"][number] }) {
  const text = value === null ? "" : String(value);
  return <TextCell text={text} full={text} />;
}

function TextCell({ text, full }: { text: string; full: string }) {
  if (text === "") return <span className="text-muted-foreground">—</span>;
  return (
    <div className="truncate text-xs" title={full}>
      {text}
    </div>
  );
}
