import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AppError } from "../../../contract/error";
import { type Message, message } from "../../../contract/message";
import { isInside, type Paths, realPathOf } from "../../../platform/paths";
import { isAlive } from "../../../platform/process-facts";

/** Refuses a file that a backup may not be written to: one that cannot be made, and one that is in use, also under another name. */
export function assertTarget({ database, runs }: Paths, file: string): void {
  if (!existsSync(dirname(file)) || (existsSync(file) && statSync(file).isDirectory()))
    throw refusal(message("publish.no-target", { file }), message("publish.no-target-next"));
  const live = [database, `${database}-wal`, `${database}-shm`];
  if (live.some((path) => isSameFile(path, file)) || isInside(file, [realPathOf(runs)]))
    throw refusal(message("publish.live-target", { file }), message("publish.live-target-next"));
}

function refusal(said: Message, suggestion: Message): AppError {
  return new AppError("invalid-input", said, { field: "file", suggestion });
}

/** True for two names of one file, by links of either kind, also while there is nothing yet. */
function isSameFile(one: string, other: string): boolean {
  if (realPathOf(one) === realPathOf(other)) return true;
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

/** The name of a backup while it is being written. Those that killed processes left beside it are removed. */
export function partialOf(file: string): string {
  const begin = `${basename(file)}.`;
  for (const name of readdirSync(dirname(file))) {
    const pid = name.startsWith(begin) ? /^(\d+)\.partial(-journal)?$/.exec(name.slice(begin.length))?.[1] : undefined;
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(dirname(file), name), { force: true });
  }
  return `${file}.${process.pid}.partial`;
}
