import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { dataContainers, dataEncodings, dataFormats, dataMappingSchema } from "../../../contract/data-look";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import { digestOf } from "../../../platform/digest";
import { createId } from "../../../platform/ids";
import type { Paths } from "../../../platform/paths";
import { type NormalOptions, type Written, writeNormal } from "./write-normal";

const provenanceSchema = z.object({
  source: z.object({ path: z.string(), sizeBytes: z.number(), changedAt: z.number(), digest: z.string().nullable() }),
  /** Digest of all that decides which rows there are beside the source. */
  options: z.string(),
  file: z.string(),
  digest: z.string(),
  format: z.enum(dataFormats),
  container: z.enum(dataContainers),
  encoding: z.enum(dataEncodings).nullable(),
  mapping: dataMappingSchema,
  rows: z.number(),
  leftOut: z.number(),
  madeAt: z.number(),
});
type Provenance = z.infer<typeof provenanceSchema>;

/** A file of rows as the engine reads them, and how many of its source are not among them. */
export type NormalForm = { path: string; rows: number; leftOut: number; digest: string };

export type NormalizeOptions = NormalOptions & { badRows: Recipe["data"]["badRows"] };

/**
 * The normal form of a data file under STILLROOM_HOME/data/normal, with where it comes from beside it. It is made once for a
 * file that stays as it is; equal rows of several files are one file. The source is never changed. Throws `bad-data` where
 * rows cannot be read and are not to be left out, `not-found` where the source is gone.
 */
export async function toNormalForm(
  paths: Paths,
  source: string,
  options: NormalizeOptions,
  write: typeof writeNormal = writeNormal,
): Promise<NormalForm> {
  const marks = marksOf(source, options);
  const folder = folderOf(paths);
  const known = findMade(folder, marks);
  if (known !== null) return known;
  mkdirSync(folder, { recursive: true });
  const partial = join(folder, `.${createId("partial-")}`);
  try {
    const written = await write(source, options, partial);
    return await keep(folder, partial, written, marks, options.badRows);
  } finally {
    await rm(partial, { force: true });
  }
}

/** What tells whether a normal form is that of a file as it is now; `options` is their digest. */
type Marks = { source: string; sizeBytes: number; changedAt: number; options: string };

/** Puts what was written at its place, with where it comes from beside it. */
async function keep(
  folder: string,
  partial: string,
  { rows, leftOut, digest, problems, facts }: Written,
  marks: Marks,
  badRows: NormalizeOptions["badRows"],
): Promise<NormalForm> {
  const { source, sizeBytes, changedAt, options } = marks;
  const refused = problems.find(({ isFatal }) => isFatal || badRows === "refuse");
  if (refused !== undefined || rows === 0)
    throw new AppError(
      "bad-data",
      message("data.bad-rows", { file: basename(source), reason: refused?.message ?? message("data.no-rows") }),
      { suggestion: message("data.bad-rows-next") },
    );
  const file = `${stemOf(source)}-${digest.slice(0, 16)}.jsonl`;
  const { format, container, encoding, mapping } = facts;
  const provenance: Provenance = {
    ...{ source: { path: source, sizeBytes, changedAt, digest: facts.digest }, options, file, digest },
    ...{ format, container, encoding, mapping, rows, leftOut, madeAt: Date.now() },
  };
  // A file of this name holds these very rows.
  if (!existsSync(join(folder, file))) await rename(partial, join(folder, file));
  await writeFile(partial, JSON.stringify(provenance, null, 2));
  await rename(partial, join(folder, `${file}${endingOf(marks)}`));
  return { path: join(folder, file), rows, leftOut, digest };
}

const ending = ".provenance.json";

/** How the note of a normal form with these marks is named, after the file that it is about. */
function endingOf({ source, sizeBytes, changedAt, options }: Marks): string {
  return `.${digestOf([source, { sizeBytes, changedAt }, options]).slice(0, 8)}${ending}`;
}

/** The file whose rows a normal form holds; a file that is none is its own. */
export function sourceOf(paths: Paths, path: string): string {
  const folder = folderOf(paths);
  if (dirname(path) !== folder) return path;
  const isAbout = (name: string) => name.startsWith(`${basename(path)}.`) && name.endsWith(ending);
  return provenancesIn(folder, isAbout).find(({ file }) => join(folder, file) === path)?.source.path ?? path;
}

/** The normal form of a file as it is now, if it was made before; null where it was not. */
export function findNormalForm(paths: Paths, source: string, options: NormalizeOptions): NormalForm | null {
  const folder = folderOf(paths);
  return existsSync(folder) ? findMade(folder, marksOf(source, options)) : null;
}

function findMade(folder: string, marks: Marks): NormalForm | null {
  const isSame = (known: Provenance) =>
    known.source.path === marks.source &&
    known.source.sizeBytes === marks.sizeBytes &&
    known.source.changedAt === marks.changedAt &&
    known.options === marks.options &&
    existsSync(join(folder, known.file));
  const ownEnding = endingOf(marks);
  const known = provenancesIn(folder, (name) => name.endsWith(ownEnding)).find(isSame);
  if (known === undefined) return null;
  const { file, rows, leftOut, digest } = known;
  return { path: join(folder, file), rows, leftOut, digest };
}

function folderOf({ home }: Paths): string {
  return join(home, "data", "normal");
}

/** The notes of which the names alone tell that they may be meant. */
function provenancesIn(folder: string, isMeant: (name: string) => boolean): Provenance[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(isMeant)
    .flatMap((name) => provenanceOf(join(folder, name)) ?? []);
}

function provenanceOf(path: string): Provenance | null {
  try {
    return provenanceSchema.safeParse(JSON.parse(readFileSync(path, "utf8"))).data ?? null;
  } catch {
    return null;
  }
}

function marksOf(source: string, options: NormalizeOptions): Marks {
  const stats = statSync(source, { throwIfNoEntry: false });
  if (stats === undefined)
    throw new AppError("not-found", message("data.source-gone", { file: basename(source) }), {
      suggestion: message("data.source-gone-next"),
    });
  return { source, sizeBytes: stats.size, changedAt: stats.mtimeMs, options: digestOf(options) };
}

/** A file's name as part of another: without its endings, of signs that need no quoting. */
function stemOf(path: string): string {
  return (
    basename(path)
      .replace(/\..*$/, "")
      .replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")
      .slice(0, 60) || "data"
  );
}
