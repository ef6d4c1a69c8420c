import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Paths } from "../../../platform/paths";

/** Where the hub token of one push lies until its attempt has read it. */
export function tokenFileOf({ home }: Pick<Paths, "home">, stageId: string): string {
  return join(home, "secrets", `hub-${stageId}`);
}

/** Lays a token down in a file that only its owner may read. */
export function writeHubToken(paths: Pick<Paths, "home">, stageId: string, token: string): void {
  mkdirSync(join(paths.home, "secrets"), { recursive: true, mode: 0o700 });
  writeFileSync(tokenFileOf(paths, stageId), `${token}\n`, { mode: 0o600 });
}

/** Removes the token of a push that will not be made. */
export function dropHubToken(paths: Pick<Paths, "home">, stageId: string): void {
  rmSync(tokenFileOf(paths, stageId), { force: true });
}
