import { statfsSync } from "node:fs";
import { createServer } from "node:net";
import { runCommand } from "./command";

/** Free bytes for this user at `folder`; null where the platform does not say. */
export function freeDiskBytes(folder: string): number | null {
  try {
    const stat = statfsSync(folder);
    return stat.bavail * stat.bsize;
  } catch {
    return null;
  }
}

/** Names of the NVIDIA GPUs that answer; empty where there is none or no driver. */
export async function listGpuNames(): Promise<string[]> {
  const result = await runCommand("nvidia-smi", ["--query-gpu=name", "--format=csv,noheader"], { timeoutMs: 10_000 });
  return result.code === 0 ? result.output.split("\n").filter((line) => line.trim() !== "") : [];
}

/** True when `url` answers at all within `timeoutMs`. */
export async function isReachable(url: string, timeoutMs = 5_000): Promise<boolean> {
  try {
    const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(timeoutMs) });
    return response.ok;
  } catch {
    return false;
  }
}

/** True when a server could listen on `port` of 127.0.0.1 now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
