import { realpathSync, statSync } from "node:fs";
import type { Tx } from "../../../../db/client";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import type { Exit } from "../../../contract/stage";
import { hasLog, listOutputFolders, readArgs } from "../../../engines/ms-swift/imported/output-folder";
import { listEventFiles } from "../../../engines/tensorboard/event-files";
import type { Services } from "../../services";
import { collectArtifacts, storeArtifacts } from "./artifacts";
import { commitNews } from "./commit";
import { createImport } from "./create-run";
import { decideEnding } from "./ending";
import { type FolderNews, readFolder } from "./read-folder";
import { findImport, type ImportedRun, newState, saveState } from "./state";

const followerAliveMs = 15_000;
const beatMs = 5_000;

export type ImportRequest = {
  directory: string;
  name?: string;
  /** The caller comes again until the training has ended; the run is `running` meanwhile. */
  follow: boolean;
  /** Silence after which a followed training counts as lost, in ms. */
  giveUpMs: number;
  /** When following began; an older silence does not count. */
  followingSince?: number;
};

export type ImportResult = { runId: string; stageId: string; newReadings: number; exit: Exit | null };

/**
 * Makes a run of an ms-swift output folder or of TensorBoard event files, or brings the run that was made of it before
 * up to date: only what is new is stored. Throws `not-found` or `bad-data` when there is nothing to import.
 */
export function importFolder(services: Services, request: ImportRequest): ImportResult {
  const source = requireFolder(request);
  for (;;) {
    const known = findImport(services.db, source);
    const news = readFolder(known?.state ?? newState(source));
    // Reading takes long and goes on outside of the lock; whoever was quicker makes this reading void.
    const result = services.db.transaction(
      (tx) => {
        const present = findImport(tx, source);
        if (JSON.stringify(present?.state) !== JSON.stringify(known?.state)) return null;
        return store(services, tx, present, news, request);
      },
      { behavior: "immediate" },
    );
    if (result !== null) return result;
  }
}

function store(
  services: Services,
  tx: Tx,
  present: ImportedRun | null,
  news: FolderNews,
  request: ImportRequest,
): ImportResult {
  const now = Date.now();
  const { source, followedAt } = news.state;
  const isFollowed = request.follow || (followedAt !== null && now - followedAt < followerAliveMs);
  const quietMs = now - Math.max(news.writtenAtMs ?? 0, request.followingSince ?? 0);
  const exit = decideEnding(news.state, { isFollowed, quietMs, giveUpMs: request.giveUpMs });
  const imported = present ?? createImport(services, tx, source, request.name);
  const { stage } = imported;
  const state = {
    ...news.state,
    followedAt: request.follow && exit === null ? now : exit === null ? followedAt : null,
  };
  const newReadings = news.sections.reduce((sum, { readings }) => sum + readings.length, 0);
  const isSame = present !== null && newReadings === 0 && stage.status === (exit?.outcome ?? "running");
  if (!isSame || exit !== null) {
    commitNews(tx, imported, { ...news, state }, exit);
    storeArtifacts(tx, stage, state.attempt, collectArtifacts(source, imported.attempts[0]?.directory ?? ""));
  } else if (now - (followedAt ?? 0) > beatMs) saveState(tx, stage.runId, state);
  return { runId: stage.runId, stageId: stage.id, newReadings, exit };
}

/** The real path of a folder that can be imported; one that is followed need not have a log yet. */
export function requireFolder({ directory, follow }: Pick<ImportRequest, "directory" | "follow">): string {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory())
    throw new AppError("not-found", message("control.no-import-folder", { folder: directory }), {
      suggestion: message("control.no-import-folder-next"),
    });
  const source = realpathSync(directory);
  if (hasLog(source)) return source;
  const inner = listOutputFolders(source);
  if (inner.length > 0)
    throw new AppError("bad-data", message("control.outer-folder"), {
      suggestion: message("control.outer-folder-next", { choices: inner.join(", ") }),
    });
  if (listEventFiles(source).length > 0 || (follow && readArgs(source) !== null)) return source;
  throw new AppError("bad-data", message("control.no-log"), {
    suggestion: message("control.no-log-next"),
  });
}
