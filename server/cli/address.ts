import type { Paths } from "../platform/paths";
import { readNote } from "../platform/process-note";

/** Where the dashboard of this home answers: as the server that runs says, else where it would be started. */
export function dashboardUrl({ webNote }: Pick<Paths, "webNote">): string {
  return readNote(webNote)?.url ?? localUrl("127.0.0.1", process.env.STILLROOM_PORT ?? 3000);
}

/** Address of a run on the dashboard. */
export function runUrl(paths: Pick<Paths, "webNote">, runId: string): string {
  return `${dashboardUrl(paths)}/runs/${runId}`;
}

/** Address of a sweep on the dashboard. */
export function sweepUrl(paths: Pick<Paths, "webNote">, sweepId: string): string {
  return `${dashboardUrl(paths)}/sweeps/${sweepId}`;
}

const everywhere = new Set(["0.0.0.0", "::", "[::]", ""]);

/** The address at which this machine itself reaches a server that is bound to `host`. */
export function localUrl(host: string, port: number | string): string {
  const name = everywhere.has(host) ? "127.0.0.1" : host;
  return `http://${name.includes(":") && !name.startsWith("[") ? `[${name}]` : name}:${port}`;
}
