import { cpSync, mkdtempSync, readdirSync, readFileSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { listSeries } from "../../server/domain/results/metrics/series";
import { importFolder } from "../../server/domain/runs/imports/import-folder";
import type { Services } from "../../server/domain/services";

const fixtures = resolve(import.meta.dirname, "..", "fixtures", "imports");

/** A copy, outside of every root, of a folder that plain ms-swift 4.6.0 wrote; all its files have one time, as after a copy that keeps none. */
export function copyTraining(kind: string): string {
  const folder = join(mkdtempSync(join(tmpdir(), "stillroom-import-")), kind);
  cpSync(join(fixtures, kind), folder, { recursive: true });
  const copiedAt = new Date();
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), copiedAt, copiedAt);
  return folder;
}

/** Records of a folder's log. */
export function loggedRecords(folder: string): Record<string, unknown>[] {
  return readFileSync(join(folder, "logging.jsonl"), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Imports a folder once, without following it. */
export function importOnce(services: Services, directory: string): string {
  return importFolder(services, { directory, follow: false, giveUpMs: 60_000 }).runId;
}

/** Every curve of a run as `[step, value]` by `key@attempt`. */
export function curvesOf(services: Services, runId: string): Record<string, [number, number | null][]> {
  const series = listSeries(services.db, { runIds: [runId], keys: null, points: Number.MAX_SAFE_INTEGER });
  return Object.fromEntries(
    series.map(({ key, attempt, points }) => [`${key}@${attempt}`, points.map(([step, , value]) => [step, value])]),
  );
}
