import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { GpuFacts } from "../executor";

const runFile = promisify(execFile);
const query = "index,name,memory.total,memory.used,utilization.gpu";

// Starting a program that is not there costs a process that looks every few seconds more than all else that it does.
const absentMs = 60_000;
let lookAgainAt = 0;

/** GPUs of this host by `nvidia-smi`; empty where there is none. */
export async function listGpus(): Promise<GpuFacts[]> {
  if (performance.now() < lookAgainAt) return [];
  try {
    const args = [`--query-gpu=${query}`, "--format=csv,noheader,nounits"];
    const { stdout } = await runFile("nvidia-smi", args, { timeout: 5_000 });
    return parseGpus(stdout);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      lookAgainAt = performance.now() + absentMs;
    return [];
  }
}

/** Reads `nvidia-smi`'s CSV (MiB and percent). An unknown utilisation is null; a GPU without memory of its own is left out. */
export function parseGpus(csv: string): GpuFacts[] {
  return csv.split("\n").flatMap((line) => {
    const [index = "", name = "", total = "", used = "", busy = ""] = line.split(",").map((cell) => cell.trim());
    if (!isCount(index) || !isCount(total) || !isCount(used)) return [];
    return {
      index: Number(index),
      name,
      memoryTotalBytes: Number(total) * 2 ** 20,
      memoryUsedBytes: Number(used) * 2 ** 20,
      utilization: isCount(busy) ? Number(busy) / 100 : null,
    };
  });
}

function isCount(text: string): boolean {
  return /^\d+$/.test(text);
}
