import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asc, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "../../db/client";
import { prepared } from "../../db/prepared";
import { type DownloadRow, downloads } from "../../db/schema/index";
import { downloadProgressSchema } from "../contract/downloads";
import { AppError, saidOf } from "../contract/error";
import { type Message, message } from "../contract/message";
import { readJson } from "../domain/pipeline/stored/read-json";
import { failureWords } from "../domain/placement/downloads/failure-words";
import { executablesOf } from "../domain/placement/executors/executables";
import { allowableFor, allowFolder } from "../domain/recipes/files/allow-folder";
import type { Services } from "../domain/services";
import { downloadArgv, downloadEnv, hubEndingSchema } from "../engines/hub/download";
import type { AttemptExit, LocalExecutor } from "../executors/executor";
import { type Faults, tellFault } from "./isolate";
import { mustWait } from "./pause";

const handleSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
/** A download fills the line by itself. */
const mostAtOnce = 1;

type Ending = {
  status: "succeeded" | "failed" | "cancelled";
  folder?: string;
  message?: Message;
  suggestion?: Message;
  words?: string;
};

const listOpen = prepared((db: Db) =>
  db
    .select()
    .from(downloads)
    .where(inArray(downloads.status, ["waiting", "running", "stopping"]))
    .orderBy(asc(downloads.createdAt))
    .prepare(),
);

/** One look at the downloads that were asked for: starts them one after the other, notes how far they are, ends those that shall, and lets the models that are whole be read. */
export async function lookAfterDownloads(services: Services, executor: LocalExecutor, faults: Faults): Promise<void> {
  const open = listOpen(services.db).all();
  const running = open.filter(({ status }) => status !== "waiting");
  const next = open.filter(({ status }) => status === "waiting").slice(0, Math.max(0, mostAtOnce - running.length));
  for (const row of [...running, ...next]) {
    try {
      await lookAfter(services, executor, row);
    } catch (error) {
      if (mustWait(error, services)) throw error;
      tellFault(faults, `Download ${row.id}`, error, {});
      const suggestion = error instanceof AppError ? error.suggestion : null;
      finish(services, row, { status: "failed", message: saidOf(error), ...(suggestion !== null && { suggestion }) });
    }
  }
}

async function lookAfter(services: Services, executor: LocalExecutor, row: DownloadRow): Promise<void> {
  const handle = readJson(handleSchema, row.handleJson);
  // After a crash of the runner a process may be there already: the executor finds it again.
  if (handle === null) return begin(services, executor, row);
  const place = { attemptId: row.id, directory: row.directory, handle };
  if (row.status === "stopping") await executor.cancel(place);
  const state = await executor.status(place);
  noteProgress(services, row);
  if (state.state === "ended") finish(services, row, endingOf(services, row, state.exit));
  if (state.state === "lost") finish(services, row, lost);
}

async function begin({ db, paths }: Services, executor: LocalExecutor, row: DownloadRow): Promise<void> {
  const isOurs = eq(downloads.id, row.id);
  if (row.status === "waiting") db.update(downloads).set({ status: "running" }).where(isOurs).run();
  const handle = await executor.submit({
    attemptId: row.id,
    directory: row.directory,
    argv: downloadArgv(executablesOf(paths).python, row.hub, row.model),
    env: downloadEnv(),
    cwd: row.directory,
    resources: { gpus: 0, gpuShare: null, cpus: null, memoryMb: null, nodes: 1, timeLimitMinutes: null, alone: false },
    push: null,
  });
  db.update(downloads)
    .set({ handleJson: JSON.stringify(handle) })
    .where(isOurs)
    .run();
}

function noteProgress({ db }: Services, row: DownloadRow): void {
  const progress = readJson(downloadProgressSchema, textOf(row.directory, "progress.json"));
  const progressJson = JSON.stringify(progress);
  if (progress === null || progressJson === row.progressJson) return;
  db.update(downloads).set({ progressJson }).where(eq(downloads.id, row.id)).run();
}

const lost: Ending = {
  status: "failed",
  message: message("downloads.lost"),
  suggestion: message("downloads.lost-next"),
};

function endingOf(services: Services, row: DownloadRow, exit: AttemptExit): Ending {
  const ending = readJson(hubEndingSchema, textOf(row.directory, "end.json"));
  if (ending?.path) return { status: "succeeded", folder: allowModel(services, ending.path) };
  if (row.status === "stopping" || exit.outcomeHint === "cancelled") return { status: "cancelled" };
  if (ending?.failure) return { status: "failed", ...failureWords(row.hub, row.model, ending.failure) };
  const words = textOf(row.directory, "out.log")?.trim().split("\n").at(-1);
  return words ? { ...lost, message: message("downloads.other"), words } : lost;
}

/** Whoever downloads a model wants it to be read. */
function allowModel(services: Services, folder: string): string {
  const allowable = allowableFor(services, folder);
  if (allowable.folder !== null) allowFolder(services, allowable.folder);
  return folder;
}

function finish({ db }: Services, { id }: DownloadRow, ending: Ending): void {
  const { status, folder = null, message: said, suggestion, words } = ending;
  db.update(downloads)
    .set({
      ...{ status, folder, words: words || null, endedAt: Date.now() },
      messageJson: said === undefined ? null : JSON.stringify(said),
      suggestionJson: suggestion === undefined ? null : JSON.stringify(suggestion),
    })
    .where(eq(downloads.id, id))
    .run();
}

function textOf(directory: string, name: string): string | null {
  try {
    return readFileSync(join(directory, name), "utf8");
  } catch {
    return null;
  }
}
