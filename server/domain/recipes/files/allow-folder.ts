import { existsSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, sep } from "node:path";
import type { z } from "zod";
import { AppError } from "../../../contract/error";
import type { allowableSchema, Root } from "../../../contract/files";
import { type Message, message } from "../../../contract/message";
import { listAllowedFolders, writeAllowedFolders } from "../../../platform/allowed-folders";
import { isInside, mayRead, type Paths } from "../../../platform/paths";
import type { Services } from "../../services";
import { resolveReference } from "../resolve";

type Allowable = z.infer<typeof allowableSchema>;

/** Where the machine keeps itself; a folder below may be allowed, but none of these as a whole. */
const systemFolders = ["/", "/bin", "/boot", "/etc", "/home", "/lib", "/run", "/sbin", "/usr", "/var"];
/** Views of the kernel, of which nothing is data. */
const kernelFolders = ["/dev", "/proc", "/sys"];
const cachedModel = /^(.*\/models--[^/]+)\/(snapshots|blobs|refs)(\/|$)/;

/** Every folder that models and data may lie in, with where it comes from. */
export function listRoots({ paths }: Services): Root[] {
  const root = (path: string, origin: Root["origin"], allowedAtMs: number | null = null): Root => ({
    path,
    origin,
    isThere: existsSync(path),
    allowedAtMs,
  });
  return [
    root(paths.project, "project"),
    root(paths.home, "home"),
    ...paths.namedRoots.map((path) => root(path, "environment")),
    ...listAllowedFolders(paths.home).map(({ path, allowedAtMs }) => root(path, "allowed", allowedAtMs)),
  ];
}

/** The folder that would have to be allowed so that a reference can be read, by its real path: the folder itself, that around a file, or the whole of a cached hub model, whose files are links within it. */
export function allowableFor({ paths }: Services, reference: string): Allowable {
  const path = resolveReference(paths, reference.trim());
  if (!isAbsolute(path)) return refused(message("files.not-absolute", { path: reference }));
  const real = realOrNull(path);
  if (real === null) return refused(message("files.nothing-there", { path }));
  const inner = statSync(real).isDirectory() ? real : dirname(real);
  const folder = cachedModel.exec(inner)?.[1] ?? inner;
  const refusal = refusalOf(paths, folder);
  return refusal === null ? { folder, around: aroundOf(paths, folder), refusal: null } : refused(refusal);
}

/** The folder that one lies in; null where it holds more than models and data, such as all that a person has. */
function aroundOf(paths: Paths, folder: string): string | null {
  const around = dirname(folder);
  const isWide = around === realOrNull(homedir()) || systemFolders.includes(dirname(around));
  return isWide || refusalOf(paths, around) !== null ? null : around;
}

/** Lets web and runner read all that lies below a folder, from now on. `folder` is the real path that a person confirmed. Throws `forbidden` for what is never allowed, `conflict` where the path leads elsewhere by now. */
export function allowFolder(services: Services, folder: string): void {
  const { paths } = services;
  const real = isAbsolute(folder) ? realOrNull(folder) : null;
  if (real === null || !statSync(real).isDirectory())
    throw new AppError("not-found", message("files.no-folder", { path: folder }));
  if (real !== folder) throw new AppError("conflict", message("files.allow-moved", { path: folder }));
  const refusal = refusalOf(paths, real);
  if (refusal !== null) throw new AppError("forbidden", refusal);
  // What lies below the new folder is read by it.
  const others = listAllowedFolders(paths.home).filter(({ path }) => !isInside(path, [real]));
  writeAllowedFolders(paths.home, [...others, { path: real, allowedAtMs: Date.now() }]);
}

/** Takes back what `allowFolder` gave. Throws `not-found` for a folder that was not allowed by it. */
export function disallowFolder({ paths }: Services, folder: string): void {
  const folders = listAllowedFolders(paths.home);
  const others = folders.filter(({ path }) => path !== folder);
  if (others.length === folders.length)
    throw new AppError("not-found", message("files.not-allowed", { path: folder }), {
      suggestion: message("files.not-allowed-next"),
    });
  writeAllowedFolders(paths.home, others);
}

function refusalOf(paths: Paths, real: string): Message | null {
  if (systemFolders.includes(real) || kernelFolders.some((each) => real === each || real.startsWith(each + sep)))
    return message("files.allow-system", { path: real });
  if (isInside(real, paths.closed)) return message("files.allow-secrets", { path: real });
  if (mayRead(paths, real)) return message("files.allow-known", { path: real });
  return null;
}

function refused(refusal: Message): Allowable {
  return { folder: null, around: null, refusal };
}

function realOrNull(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
