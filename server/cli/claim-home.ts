import { AppError } from "../contract/error";
import { message } from "../contract/message";
import type { Services } from "../domain/services";
import { claimNote, type ProcessNote, readNote } from "../platform/process-note";
import { assertOnlyRunner } from "../runner/runner";

/** Notes that this process keeps web and runner of the home up, at `url`. Throws `conflict`, with where they are, while others of it run. */
export function claimHome(services: Services, url: string): void {
  const { upNote, webNote } = services.paths;
  const web = readNote(webNote);
  if (web !== null) throw isUp(readNote(upNote) ?? web);
  assertOnlyRunner(services);
  const holder = claimNote(upNote, url);
  if (holder !== null) throw isUp(holder);
}

function isUp({ pid, url }: ProcessNote): AppError {
  return new AppError("conflict", message("cli.up", { url: url ?? "?", pid: String(pid) }), {
    suggestion: message("cli.up-next"),
  });
}
