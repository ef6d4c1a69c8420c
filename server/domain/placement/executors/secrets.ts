import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ClusterKind } from "../../../contract/executor";
import type { Paths } from "../../../platform/paths";
import { writePrivateFile } from "../../../platform/private-file";

/** The token that a cluster asks for, or null; it lies in a file that only its owner may read. */
export function readToken(paths: Paths, kind: ClusterKind): string | null {
  try {
    return readFileSync(fileOf(paths, kind), "utf8").trim() || null;
  } catch {
    return null;
  }
}

/** Stores a cluster's token, or removes it with null. */
export function writeToken(paths: Paths, kind: ClusterKind, token: string | null): void {
  const file = fileOf(paths, kind);
  if (token === null) rmSync(file, { force: true });
  else writePrivateFile(file, `${token}\n`);
}

function fileOf({ home }: Paths, kind: ClusterKind): string {
  return join(home, "secrets", `${kind}-token`);
}
