import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { digests } from "../../../../db/schema/index";

const wholeBytes = 64 * 2 ** 20;
const sampleBytes = 2 ** 20;
const samples = 64;
const runtimeFile = /^(\.|args\.json$|optimizer|scheduler|rng_state|trainer_state|training_args)/;

export type ContentDigest = { digest: string; sizeBytes: number };

/**
 * Content digest and size of a file or model folder; null when nothing is there. Files up to 64 MiB are hashed whole,
 * larger ones by size and 64 evenly spaced MiB, which any training step changes. Kept by path while size and
 * modification time stay the same.
 */
export function digestPath(db: Db, path: string): ContentDigest | null {
  const files = filesOf(path);
  if (files === null) return null;
  const real = realpathSync(path);
  const fingerprint = files.map(({ name, stats }) => `${name}:${stats.size}:${stats.mtimeMs}`).join("|");
  const known = db.select().from(digests).where(eq(digests.path, real)).get();
  if (known?.fingerprint === fingerprint) return { digest: known.digest, sizeBytes: known.sizeBytes };
  const hash = createHash("sha256");
  for (const { name, file, stats } of files) {
    hash.update(`${name}\0${stats.size}\0`);
    hashFile(hash, file, stats.size);
  }
  const result = { digest: hash.digest("hex"), sizeBytes: files.reduce((sum, { stats }) => sum + stats.size, 0) };
  db.insert(digests)
    .values({ path: real, fingerprint, ...result })
    .onConflictDoUpdate({ target: digests.path, set: { fingerprint, ...result } })
    .run();
  return result;
}

type DigestedFile = { name: string; file: string; stats: Stats };

function filesOf(path: string): DigestedFile[] | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return null;
  if (!stats.isDirectory()) return [{ name: "", file: path, stats }];
  return readdirSync(path)
    .filter((name) => !runtimeFile.test(name))
    .sort()
    .flatMap((name) => {
      const file = join(path, name);
      const inner = statSync(file, { throwIfNoEntry: false });
      return inner?.isFile() ? [{ name, file, stats: inner }] : [];
    });
}

function hashFile(hash: ReturnType<typeof createHash>, file: string, sizeBytes: number): void {
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
