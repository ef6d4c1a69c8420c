import { statSync } from "node:fs";
import type { z } from "zod";
import type { DataLook, DataMapping, dataLookAnswerSchema } from "../../../contract/data-look";
import { message } from "../../../contract/message";
import { canonicalJson } from "../../../platform/digest";
import type { Paths } from "../../../platform/paths";
import { WorkerLimitError } from "../../../platform/worker-pool";
import { unreadableBy } from "../inputs/data-files";
import { runJob } from "../inputs/run-job";
import { resolveReference } from "../resolve";

export type LookQuestion = { path: string; columns?: DataMapping | undefined; use: "training" | "held-out" };

const keptLooks = 40;
const kept = new Map<string, Promise<DataLook>>();

/** What a data file holds that a recipe names, or why it cannot be looked at here. A file is read again only when it has changed. */
export async function lookAtReference(
  paths: Paths,
  { path: reference, columns, use }: LookQuestion,
): Promise<z.infer<typeof dataLookAnswerSchema>> {
  const path = resolveReference(paths, reference);
  const unreadable = unreadableBy(paths, path);
  if (unreadable !== null) {
    const isOutside = unreadable === "outside-roots";
    return { look: null, problem: { message: message(`problems.${unreadable}`, { file: reference }), isOutside } };
  }
  const { size, mtimeMs, ino } = statSync(path);
  const key = canonicalJson({ path, size, mtimeMs, ino, columns, use });
  const look = kept.get(key) ?? runJob("lookAtData", { path, options: { columns, use } });
  kept.delete(key);
  kept.set(key, look);
  look.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > keptLooks && oldest !== undefined) kept.delete(oldest);
  try {
    return { look: await look, problem: null };
  } catch (error) {
    if (!(error instanceof WorkerLimitError)) throw error;
    return {
      look: null,
      problem: { message: message(`problems.file-takes-${error.limit}`, { file: reference }), isOutside: false },
    };
  }
}
