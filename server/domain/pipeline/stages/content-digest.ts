import { realpathSync } from "node:fs";
import { eq } from "drizzle-orm";
import type { Db } from "../../../../db/client";
import { digests } from "../../../../db/schema/index";
import { fingerprintOf, type HashedContents, hashContents } from "../../../platform/file-contents";

export type ContentDigest = { digest: string; sizeBytes: number };

/** Content digest and size of a file or model folder; null when nothing is there. Kept by path while size and modification time stay the same. */
export function digestPath(db: Db, path: string): ContentDigest | null {
  const known = knownDigest(db, path);
  if (known !== "unknown") return known;
  const hashed = hashContents(path);
  return hashed === null ? null : keepDigest(db, path, hashed);
}

/** The digest that is kept of a path as it is now; null when nothing is there, `unknown` when it would have to be read. */
export function knownDigest(db: Db, path: string): ContentDigest | null | "unknown" {
  const fingerprint = fingerprintOf(path);
  if (fingerprint === null) return null;
  const known = db
    .select()
    .from(digests)
    .where(eq(digests.path, realpathSync(path)))
    .get();
  if (known?.fingerprint !== fingerprint) return "unknown";
  return { digest: known.digest, sizeBytes: known.sizeBytes };
}

/** Keeps what was read of a path, and answers it. */
export function keepDigest(db: Db, path: string, { fingerprint, digest, sizeBytes }: HashedContents): ContentDigest {
  const row = { fingerprint, digest, sizeBytes };
  db.insert(digests)
    .values({ path: realpathSync(path), ...row })
    .onConflictDoUpdate({ target: digests.path, set: row })
    .run();
  return { digest, sizeBytes };
}
