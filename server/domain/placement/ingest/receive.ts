import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, isAbsolute, join, normalize, sep } from "node:path";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { isInside, realPathOf } from "../../../platform/paths";

/** A piece of a file: of one that grows (`whole` null), or of one that is sent whole under a stamp of its content. */
export type Piece = { path: string; offset: number; body: Uint8Array; whole: { total: number; stamp: string } | null };

/** What the dashboard has of the file now; `accepted` is false when a piece before this one is missing. */
export type Received = { sizeBytes: number; accepted: boolean };

const kept = new Set(["plan.json", "stop", "cancel"]);
const wishes = ["stop", "cancel"];

/** Writes a piece into the attempt's folder; the same piece twice does no harm. A whole file appears when its last byte is there. Throws `forbidden` for a path outside of the folder. */
export function receivePiece(directory: string, piece: Piece): Received {
  const target = targetOf(directory, piece.path);
  mkdirSync(dirname(target), { recursive: true });
  const { whole } = piece;
  if (whole === null) return write(target, piece, false);
  const prefix = `.${createHash("sha256").update(piece.path).digest("hex").slice(0, 16)}`;
  const partial = join(dirname(target), `${prefix}-${whole.stamp}.partial`);
  if (piece.offset === 0) dropOthers(dirname(target), prefix, partial);
  const received = write(partial, piece, piece.offset + piece.body.length >= whole.total);
  if (received.sizeBytes >= whole.total) renameSync(partial, target);
  return received;
}

/** What people wish of the attempt. */
export function wishesOf(directory: string): string[] {
  return wishes.filter((name) => existsSync(join(directory, name)));
}

function write(file: string, { offset, body }: Piece, isLast: boolean): Received {
  const handle = openSync(file, existsSync(file) ? "r+" : "w+", 0o644);
  try {
    const { size } = fstatSync(handle);
    if (offset > size) return { sizeBytes: size, accepted: false };
    for (let done = 0; done < body.length; ) done += writeSync(handle, body, done, body.length - done, offset + done);
    if (isLast) fsyncSync(handle);
    return { sizeBytes: Math.max(size, offset + body.length), accepted: true };
  } finally {
    closeSync(handle);
  }
}

/** Parts of an older content of the same file would stay for ever. */
function dropOthers(folder: string, prefix: string, partial: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(`${prefix}-`) && join(folder, name) !== partial) rmSync(join(folder, name), { force: true });
}

function targetOf(directory: string, path: string): string {
  const clean = normalize(path);
  const target = join(directory, clean);
  const isOurs = clean.split(sep).every((part) => part !== ".." && !part.startsWith(".")) && !kept.has(clean);
  const isFile = !existsSync(target) || statSync(target).isFile();
  if (
    path === "" ||
    isAbsolute(path) ||
    path.includes("\0") ||
    !isOurs ||
    !isFile ||
    !isInside(target, [realPathOf(directory)])
  )
    throw new AppError("forbidden", message("clusters.foreign-file", { path }), { field: "path" });
  return target;
}
