import { readdirSync } from "node:fs";

/** Names in a folder, in no order; null where it is not there or may not be listed. */
export function namesIn(folder: string): string[] | null {
  try {
    return readdirSync(folder);
  } catch {
    return null;
  }
}
