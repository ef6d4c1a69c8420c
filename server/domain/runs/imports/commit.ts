import { eq } from "drizzle-orm";
import type { Tx } from "../../../../db/client";
import { attempts, fileCursors, stages } from "../../../../db/schema/index";
import { message } from "../../../contract/message";
import { type Exit, endStatuses, type Progress } from "../../../contract/stage";
import { appendEvent } from "../../pipeline/events/append";
import { refreshRun } from "../../pipeline/runs/refresh";
import { appendPoints } from "../../results/metrics/append";
import { attemptId, insertAttempt } from "./create-run";
import { supersededExit } from "./ending";
import { pointsOf } from "./points";
import type { FolderNews } from "./read-folder";
import { type ImportedRun, type ImportState, saveState } from "./state";

/** Stores what a folder told: points, attempts, file positions, progress and the ending, all in the caller's transaction. */
export function commitNews(tx: Tx, { stage, attempts: rows }: ImportedRun, news: FolderNews, exit: Exit | null): void {
  const latestMs = Math.round(news.writtenAtMs ?? Date.now());
  const place = { runId: stage.runId, stageKey: stage.key };
  news.sections.forEach(({ attempt, readings, state, startMs }, index) => {
    if (!rows.some(({ number }) => number === attempt))
      insertAttempt(tx, stage, attempt, (rows[0]?.directory ?? "").replace(/a1$/, `a${attempt}`));
    appendPoints(
      tx,
      { runId: stage.runId, attemptId: attemptId(stage, attempt) },
      pointsOf(readings, startMs, latestMs),
    );
    const isLast = index === news.sections.length - 1;
    const endMs = endOf(state, startMs, latestMs);
    setAttempt(tx, attemptId(stage, attempt), startMs, endMs, isLast ? exit : supersededExit(state.hasSummary));
  });
  saveState(tx, stage.runId, news.state);
  for (const { file, cursor, inode } of news.files) saveCursor(tx, attemptId(stage, 1), file, cursor.offset, inode);
  tx.update(stages)
    .set({
      status: exit === null ? "running" : endStatuses[exit.outcome],
      exitJson: exit && JSON.stringify(exit),
      progressJson: JSON.stringify(progressOf(news)),
      startedAt: stage.startedAt ?? roundOf(news.sections[0]?.startMs ?? null),
      endedAt: exit === null ? null : Math.round(endOf(news.state, news.state.startMs, latestMs)),
      requested: null,
    })
    .where(eq(stages.id, stage.id))
    .run();
  refreshRun(tx, stage.runId);
  appendEvent(tx, "metrics", place);
  appendEvent(tx, "stage", place);
}

function setAttempt(tx: Tx, id: string, startMs: number | null, endMs: number, exit: Exit | null): void {
  tx.update(attempts)
    .set({
      status: exit === null ? "running" : endStatuses[exit.outcome],
      startedAt: roundOf(startMs),
      endedAt: exit === null ? null : Math.round(endMs),
      exitJson: exit && JSON.stringify(exit),
    })
    .where(eq(attempts.id, id))
    .run();
}

/** The time of the last point, as exactly as the files tell it. */
function endOf({ lastAtMs, elapsedMs }: ImportState, startMs: number | null, latestMs: number): number {
  return lastAtMs ?? (startMs === null || elapsedMs === null ? latestMs : startMs + elapsedMs);
}

function progressOf({ state, sections }: FolderNews): Progress {
  const { step, totalSteps } = state;
  const remainingMs = sections.at(-1)?.readings.findLast((reading) => reading.totalSteps !== null)?.remainingMs ?? null;
  const fraction = step === null || !totalSteps ? null : Math.min(1, step / totalSteps);
  return { step, totalSteps, fraction, remainingMs, phase: message("phases.training") };
}

function roundOf(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}

function saveCursor(tx: Tx, owner: string, file: string, offset: number, inode: number): void {
  tx.insert(fileCursors)
    .values({ attemptId: owner, file, offset, inode })
    .onConflictDoUpdate({ target: [fileCursors.attemptId, fileCursors.file], set: { offset, inode } })
    .run();
}
