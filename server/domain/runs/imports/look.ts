import { statSync } from "node:fs";
import { eq } from "drizzle-orm";
import { imports, runs } from "../../../../db/schema/index";
import { AppError } from "../../../contract/error";
import type { ImportLook, ImportPreview } from "../../../contract/import";
import { message } from "../../../contract/message";
import { hasLog, listLeftovers, listOutputFolders } from "../../../engines/ms-swift/imported/output-folder";
import { mayRead } from "../../../platform/paths";
import { resolveReference } from "../../recipes/resolve";
import type { Services } from "../../services";
import { nameOf } from "./create-run";
import { type ImportRequest, importFolder, requireFolder } from "./import-folder";
import { readFolder } from "./read-folder";
import { newState } from "./state";

const giveUpMs = 2 * 3_600_000;

/** What importing a folder below the roots would bring; nothing is stored. Throws `forbidden`, `not-found` or `bad-data`. */
export function lookAtImport(services: Services, reference: string): ImportLook {
  const directory = directoryOf(services, reference);
  const isFolder = statSync(directory, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const choices = isFolder && !hasLog(directory) ? listOutputFolders(directory) : [];
  if (choices.length > 0) return { preview: null, choices };
  return { preview: previewOf(services, requireFolder({ directory, follow: true })), choices: null };
}

/** Imports a folder below the roots; where it is to be followed, the runner comes again until its training has ended. */
export function startImport(
  services: Services,
  { reference, name, follow }: { reference: string; name: string | null; follow: boolean },
): { runId: string } {
  const followedSince = Date.now();
  const request: ImportRequest = {
    ...{ directory: directoryOf(services, reference), follow, giveUpMs, followingSince: followedSince },
    ...(name !== null && { name }),
  };
  const { runId, exit } = importFolder(services, request);
  if (follow && exit === null)
    services.db.update(imports).set({ followGiveUpMs: giveUpMs, followedSince }).where(eq(imports.runId, runId)).run();
  return { runId };
}

function directoryOf({ paths }: Services, reference: string): string {
  const directory = resolveReference(paths, reference);
  if (mayRead(paths, directory)) return directory;
  throw new AppError("forbidden", message("files.outside-roots", { path: directory }));
}

function previewOf({ db }: Services, source: string): ImportPreview {
  const { sections, state, writtenAtMs } = readFolder(newState(source));
  const readings = sections.flatMap((section) => section.readings);
  const known = db
    .select({ runId: runs.id, name: runs.name })
    .from(imports)
    .innerJoin(runs, eq(runs.id, imports.runId))
    .where(eq(imports.source, source))
    .get();
  return {
    source,
    kind: hasLog(source) ? "ms-swift" : "tensorboard",
    name: nameOf(source),
    attempts: sections.length,
    curves: new Set(readings.flatMap(({ values }) => Object.keys(values))).size,
    points: readings.reduce((sum, { values }) => sum + Object.keys(values).length, 0),
    checkpoints: listLeftovers(source).filter(({ kind }) => kind === "checkpoint").length,
    step: state.step,
    totalSteps: state.totalSteps,
    hasEnded: state.hasSummary,
    writtenAtMs,
    known: known ?? null,
  };
}
