import { existsSync, readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { cpus, freemem, totalmem } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { message } from "../../../contract/message";
import { type HostStatus, hostStatusSchema } from "../../../contract/server";
import type { Paths } from "../../../platform/paths";
import { readJson } from "../../pipeline/stored/read-json";
import type { Services } from "../../services";
import { isRunnerAlive, latestBeat } from "./beat";
import { findPause, readPause } from "./pause";

/** Runner, engine and resources of this host. */
export async function getHostStatus({ db, paths }: Services): Promise<HostStatus> {
  const beat = latestBeat(db);
  const disk = await statfs(paths.home).catch(() => null);
  return {
    runner: {
      alive: isRunnerInCharge({ db, paths }),
      lastBeatAt: beat?.beatAt ?? null,
      pid: beat?.pid ?? null,
      paused: findPause(paths, Date.now()),
    },
    engine: readEngine(paths),
    cpuCount: cpus().length,
    memoryTotalBytes: totalmem(),
    memoryFreeBytes: freemem(),
    diskFreeBytes: disk === null ? null : disk.bavail * disk.bsize,
    gpus: readJson(hostStatusSchema.shape.gpus, beat?.gpusJson ?? null) ?? [],
  };
}

/** True when a runner beats, or waits for room and cannot beat. */
export function isRunnerInCharge({ db, paths }: Services): boolean {
  return isRunnerAlive(db) || readPause(paths, Date.now()) !== null;
}

const readySchema = z.looseObject({ versions: z.record(z.string(), z.string()).optional() });

function readEngine(paths: Paths): HostStatus["engine"] {
  const isThere = existsSync(join(paths.engine, "venv", "bin", "swift"));
  const marker = join(paths.engine, "ready.json");
  if (!isThere) return { ready: false, version: null, suggestion: message("setup.run-setup-next") };
  const parsed = existsSync(marker) ? readySchema.safeParse(JSON.parse(readFileSync(marker, "utf8"))) : null;
  return { ready: true, version: parsed?.data?.versions?.["ms-swift"] ?? null, suggestion: null };
}
