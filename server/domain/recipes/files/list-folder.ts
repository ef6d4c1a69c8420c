import { type Dirent, statSync } from "node:fs";
import { access, constants, readdir, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join } from "node:path";
import type { z } from "zod";
import type { Folder, FolderEntry, folderAnswerSchema } from "../../../contract/files";
import { type Message, message } from "../../../contract/message";
import { isInside, mayRead, type Paths, realPathOf } from "../../../platform/paths";
import type { Services } from "../../services";
import { resolveReference } from "../resolve";
import { lookAtModel } from "./look-at-model";
import { referenceTo } from "./reference";
import { isDataName } from "./upload-name";

type FolderAnswer = z.infer<typeof folderAnswerSchema>;

const mostEntries = 1_000;

/** What lies in a folder that may be read: folders first, then files, by name. A reference is resolved as in a recipe; of a file the folder around it is listed. */
export async function listFolder({ paths }: Services, reference: string): Promise<FolderAnswer> {
  const wanted = resolveReference(paths, reference);
  if (!isAbsolute(wanted)) return refuse(message("files.not-absolute", { path: reference }));
  if (!mayRead(paths, wanted)) return refuse(message("files.outside-roots", { path: wanted }), true);
  const stats = await stat(wanted).catch(() => null);
  if (stats === null) return refuse(message("files.no-folder", { path: wanted }));
  const path = stats.isDirectory() ? wanted : dirname(wanted);
  // The folder around a linked file may itself lie elsewhere.
  if (!mayRead(paths, path)) return refuse(message("files.outside-roots", { path }), true);
  try {
    return { folder: await readFolder(paths, path), problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(message("files.unreadable", { path, reason }));
  }
}

/** Where looking begins: the nearest folder of what a field holds that may be read, else where this kind of thing usually lies. */
export function startFolder({ paths }: Services, kind: "data" | "model", near: string): string {
  const wanted = near.trim() === "" ? null : resolveReference(paths, near.trim());
  for (let at = wanted; at !== null && isAbsolute(at) && mayRead(paths, at); at = dirname(at))
    if (isFolder(at)) return at;
  const usual =
    kind === "model" ? [paths.models] : [join(paths.home, "data"), join(paths.project, "public", "samples")];
  return usual.find(isFolder) ?? paths.home;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function refuse(said: Message, isOutside = false): FolderAnswer {
  return { folder: null, problem: { message: said, isOutside } };
}

async function readFolder(paths: Paths, path: string): Promise<Folder> {
  const found = (await readdir(path, { withFileTypes: true })).filter((entry) => isShown(paths, path, entry));
  const entries = await Promise.all(found.slice(0, mostEntries).map(({ name }) => lookAt(paths, join(path, name))));
  return {
    path,
    reference: referenceTo(paths, path),
    crumbs: crumbsOf(paths, path),
    entries: entries.filter((entry) => entry !== null).sort(foldersFirst),
    leftOut: Math.max(0, found.length - mostEntries),
    model: await lookAtModel(path),
  };
}

/** Hidden files and what is never read are not listed; neither are the packages of the project. */
function isShown({ closed, project }: Paths, folder: string, { name }: Dirent): boolean {
  if (name.startsWith(".") || (folder === project && name === "node_modules")) return false;
  return !closed.includes(join(folder, name));
}

async function lookAt(paths: Paths, path: string): Promise<FolderEntry | null> {
  const name = basename(path);
  const entry = { name, path, reference: referenceTo(paths, path), isFolder: false, isData: isDataName(name) };
  const unknown = { ...entry, sizeBytes: null, modifiedAtMs: null, model: null };
  // Nothing is told of what a link leads to outside, not even whether it is there.
  if (!mayRead(paths, path)) return { ...unknown, refusal: "leads-out" };
  const stats = await stat(path).catch(() => null);
  if (stats === null) return { ...unknown, refusal: "unreadable" };
  const isFolder = stats.isDirectory();
  // Pipes, sockets and devices hold no data that could be read twice.
  if (!isFolder && !stats.isFile()) return null;
  const canRead = await access(path, isFolder ? constants.R_OK | constants.X_OK : constants.R_OK).then(
    () => true,
    () => false,
  );
  return {
    ...entry,
    isFolder,
    isData: !isFolder && entry.isData,
    sizeBytes: isFolder ? null : stats.size,
    modifiedAtMs: stats.mtimeMs,
    model: isFolder && canRead ? await lookAtModel(path) : null,
    refusal: canRead ? null : "unreadable",
  };
}

const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function foldersFirst(a: FolderEntry, b: FolderEntry): number {
  return Number(b.isFolder) - Number(a.isFolder) || order.compare(a.name, b.name);
}

/** From the innermost root that the folder lies in, as it is written, down to the folder. */
function crumbsOf({ roots }: Paths, path: string): Folder["crumbs"] {
  const crumbs: Folder["crumbs"] = [];
  for (let at = path; ; at = dirname(at)) {
    crumbs.unshift({ name: basename(at) || at, path: at });
    if (roots.includes(realPathOf(at)) || dirname(at) === at || !isInside(dirname(at), roots)) return crumbs;
  }
}
