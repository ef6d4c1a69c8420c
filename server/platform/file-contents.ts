import { createHash, type Hash } from "node:crypto";
import { closeSync, openSync, readdirSync, readSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";

const wholeBytes = 64 * 2 ** 20;
const sampleBytes = 2 ** 20;
const samples = 64;
const runtimeFile = /^(\.|args\.json$|optimizer|scheduler|rng_state|trainer_state|training_args)/;

/** `fingerprint` stays the same while sizes and modification times do. */
export type HashedContents = { fingerprint: string; digest: string; sizeBytes: number };

type ContentFile = { name: string; file: string; stats: Stats };

/** The regular files of a path: itself, or those of a model folder that decide what it does; null where nothing of the kind is there, such as at a pipe or a device. */
function filesOf(path: string): ContentFile[] | null {
  const stats = statsOf(path);
  if (stats?.isFile()) return [{ name: "", file: path, stats }];
  if (!stats?.isDirectory()) return null;
  return readdirSync(path)
    .filter((name) => !runtimeFile.test(name))
    .sort()
    .flatMap((name) => {
      const file = join(path, name);
      const inner = statsOf(file);
      return inner?.isFile() ? [{ name, file, stats: inner }] : [];
    });
}

/** Of what a path leads to; undefined where nothing is there, also behind a link that leads to itself. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** What changes with the content of a file or folder, from its names, sizes and times alone; null when nothing is there. */
export function fingerprintOf(path: string): string | null {
  const files = filesOf(path);
  return files === null ? null : fingerprint(files);
}

function fingerprint(files: ContentFile[]): string {
  return files.map(({ name, stats }) => `${name}:${stats.size}:${stats.mtimeMs}`).join("|");
}

/**
 * SHA-256 of a file or of a model folder, with its size; null when nothing is there. Files up to 64 MiB are hashed whole,
 * larger ones by size and 64 evenly spaced MiB, which any training step changes. Reads at once: in a server a worker does it.
 */
export function hashContents(
  path: string,
  onProgress: (share: number) => void = () => undefined,
): HashedContents | null {
  const files = filesOf(path);
  if (files === null) return null;
  const hash = createHash("sha256");
  for (const [index, { name, file, stats }] of files.entries()) {
    hash.update(`${name}\0${stats.size}\0`);
    hashFile(hash, file, stats.size);
    onProgress((index + 1) / files.length);
  }
  const sizeBytes = files.reduce((sum, { stats }) => sum + stats.size, 0);
  return { fingerprint: fingerprint(files), digest: hash.digest("hex"), sizeBytes };
}

function hashFile(hash: Hash, file: string, sizeBytes: number): void {
  const descriptor = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(sampleBytes);
    const isWhole = sizeBytes <= wholeBytes;
    const count = isWhole ? Math.ceil(sizeBytes / sampleBytes) : samples;
    const stride = isWhole ? sampleBytes : (sizeBytes - sampleBytes) / (samples - 1);
    for (let index = 0; index < count; index += 1) {
      const read = readSync(descriptor, buffer, 0, sampleBytes, Math.floor(index * stride));
      hash.update(buffer.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}
