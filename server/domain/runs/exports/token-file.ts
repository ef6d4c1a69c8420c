import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Paths } from "../../../platform/paths";
import { writePrivateFile } from "../../../platform/private-file";

/** Where the hub token of one push lies until its attempt has read it. */
export function tokenFileOf({ home }: Pick<Paths, "home">, stageId: string): string {
  return join(home, "secrets", `hub-${stageId}`);
}

/** Lays a token down in a file that only its owner may read. */
export function writeHubToken(paths: Pick<Paths, "home">, stageId: string, token: string): void {
  writePrivateFile(tokenFileOf(paths, stageId), `${token}\n`);
}

/** Removes the token of a push that will not be made. */
export function dropHubToken(paths: Pick<Paths, "home">, stageId: string): void {
  rmSync(tokenFileOf(paths, stageId), { force: true });
}
