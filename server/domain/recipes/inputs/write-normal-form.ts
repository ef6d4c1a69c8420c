import { rm } from "node:fs/promises";
import { WorkerLimitError } from "../../../platform/worker-pool";
import { type NormalOptions, type Written, writeNormal } from "../data/write-normal";
import { runJob } from "./run-job";

/** `writeNormal` where it keeps nobody waiting; here after all where it takes a worker too long. */
export async function writeNormalForm(source: string, options: NormalOptions, target: string): Promise<Written> {
  try {
    const told = await runJob("writeNormal", { source, options, target });
    // Of an error only its words pass from one process to another.
    if ("failed" in told) throw Object.assign(new Error(told.failed.message), { code: told.failed.code });
    return told;
  } catch (error) {
    await rm(target, { force: true });
    if (error instanceof WorkerLimitError) return writeNormal(source, options, target);
    throw error;
  }
}
