import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Paths } from "../../../platform/paths";
import { writePrivateFile } from "../../../platform/private-file";

/** The token with which one attempt may send its results and fetch its inputs; it is good for nothing else. */
export function pushToken(paths: Paths, attemptId: string): string {
  return createHmac("sha256", keyOf(paths)).update(attemptId).digest("hex");
}

/** True when `token` is the attempt's own. */
export function isPushToken(paths: Paths, attemptId: string, token: string): boolean {
  const expected = Buffer.from(pushToken(paths, attemptId));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function keyOf({ home }: Paths): Buffer {
  const file = join(home, "secrets", "push-key");
  try {
    return readFileSync(file);
  } catch {
    writePrivateFile(file, randomBytes(32));
    return readFileSync(file);
  }
}
