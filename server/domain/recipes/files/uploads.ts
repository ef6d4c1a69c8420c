import { createHash } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { link, stat, statfs, unlink } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import type { Paths } from "../../../platform/paths";
import { referenceTo } from "./reference";
import { numberedName, uploadName } from "./upload-name";

/** The largest file that is taken; larger ones belong beside the models, in a folder that is allowed. */
const largestUploadBytes = 50 * 2 ** 30;
/** What the database and running attempts keep for themselves. */
const reserveBytes = 512 * 2 ** 20;

/** Where uploads lie, and where they wait until they are whole. */
export function uploadFolders({ home }: Pick<Paths, "home">): { whole: string; partial: string } {
  const whole = join(home, "data", "uploads");
  const partial = join(whole, ".partial");
  mkdirSync(partial, { recursive: true });
  return { whole, partial };
}

/** Refuses an upload before its first byte: `bad-data` for a name of no data file or an empty one, `invalid-input` for one that is too large, `disk-full` where it would not fit. */
export async function assertRoomFor(paths: Pick<Paths, "home">, name: string, sizeBytes: number): Promise<void> {
  if (uploadName(name) === null)
    throw new AppError("bad-data", message("files.upload-kind", { name }), {
      suggestion: message("files.upload-kind-next"),
    });
  if (sizeBytes === 0) throw new AppError("bad-data", message("files.upload-empty", { name }));
  if (sizeBytes > largestUploadBytes)
    throw new AppError(
      "invalid-input",
      message("files.upload-large", { name, size: { bytes: sizeBytes }, most: { bytes: largestUploadBytes } }),
      { suggestion: message("files.upload-large-next") },
    );
  const { bavail, bsize } = await statfs(uploadFolders(paths).whole);
  const freeBytes = Math.max(0, bavail * bsize - reserveBytes);
  if (sizeBytes > freeBytes)
    throw new AppError(
      "disk-full",
      message("files.upload-room", { name, size: { bytes: sizeBytes }, free: { bytes: freeBytes } }),
      { suggestion: message("files.upload-room-next") },
    );
}

/** Gives a whole upload its place and tells how a recipe names it. What is there already stays: the same content is used as it is, another one gets a number beside it. */
export async function placeUpload(paths: Paths, partial: string, name: string): Promise<string> {
  const { whole } = uploadFolders(paths);
  const wanted = uploadName(name) ?? "data.jsonl";
  for (let number = 1; ; number += 1) {
    const target = join(whole, numberedName(wanted, number));
    if (await linked(partial, target)) {
      await unlink(partial);
      return referenceTo(paths, target);
    }
    if (await isSameContent(partial, target)) {
      await unlink(partial);
      return referenceTo(paths, target);
    }
  }
}

/** Names a file without ever replacing another; false where the name is taken. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function isSameContent(a: string, b: string): Promise<boolean> {
  const [ofA, ofB] = await Promise.all([stat(a), stat(b)]);
  return ofA.isFile() && ofB.isFile() && ofA.size === ofB.size && (await digestFile(a)) === (await digestFile(b));
}

async function digestFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
