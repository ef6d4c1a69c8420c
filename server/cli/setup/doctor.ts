import { findDamage } from "../../../db/integrity";
import { AppError } from "../../contract/error";
import { storageError } from "../../contract/storage-error";
import { findPause, pauseRemedy } from "../../domain/placement/host/pause";
import { isRunnerInCharge } from "../../domain/placement/host/status";
import type { Services } from "../../domain/services";
import { checkDiskSpace } from "../../engines/setup/failures";
import { demoPairSizeBytes, engineSizeBytes } from "../../engines/setup/requirements";
import type { Paths } from "../../platform/paths";
import { findBrowser } from "./browser";
import { hasDemoPair } from "./demo-pair";
import { freeDiskBytes, isPortFree, listGpuNames } from "./machine";
import { findPython } from "./python";
import { readReadyMarker } from "./ready-marker";

/** One line of `stillroom doctor`. `ok` is null for a fact that is neither good nor bad. */
export type Check = { name: string; ok: boolean | null; detail: string; remedy: string | null };

/** Checks everything that Stillroom needs on this machine, with a remedy for each miss; changes nothing. */
export async function runDoctor(services: Services, port: number): Promise<Check[]> {
  const { paths } = services;
  const gpus = await listGpuNames();
  return [
    checkNode(),
    await checkPython(),
    checkEngine(paths),
    {
      name: "demo-pair",
      ok: hasDemoPair(paths),
      detail: hasDemoPair(paths) ? paths.models : "not made yet",
      remedy: hasDemoPair(paths) ? null : "Run: npx stillroom setup",
    },
    await checkBrowser(),
    checkDisk(paths, gpus.length > 0),
    checkDatabase(services),
    checkRunner(services),
    await checkPort(port),
    {
      name: "gpus",
      ok: null,
      detail: gpus.length > 0 ? gpus.join(", ") : "no NVIDIA GPU answers; the CPU is used",
      remedy: null,
    },
  ];
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 9);
  return { name: "node", ok, detail: process.versions.node, remedy: ok ? null : "Install Node.js 20.9 or newer." };
}

async function checkPython(): Promise<Check> {
  try {
    const python = await findPython();
    return { name: "python", ok: true, detail: `${python.command} ${python.version}`, remedy: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { name: "python", ok: false, detail: error.message, remedy: error.suggestion };
  }
}

function checkEngine(paths: Paths): Check {
  const marker = readReadyMarker(paths);
  if (!marker) return { name: "engine", ok: false, detail: "not installed", remedy: "Run: npx stillroom setup" };
  const { versions, torchBuild } = marker;
  const detail = `ms-swift ${versions.ms_swift}, torch ${versions.torch} (${torchBuild}), EvalScope ${versions.evalscope}`;
  return { name: "engine", ok: true, detail, remedy: null };
}

async function checkBrowser(): Promise<Check> {
  const path = await findBrowser();
  return {
    name: "browser",
    ok: path === null ? null : true,
    detail: path ?? "no Chromium found; only the browser tests need it",
    remedy: path ? null : "Run: npx stillroom setup --tests, or set CHROMIUM_PATH",
  };
}

function checkDisk(paths: Paths, hasGpu: boolean): Check {
  const free = freeDiskBytes(paths.home);
  const isInstalled = readReadyMarker(paths) !== null;
  const engineBytes = isInstalled ? 0 : engineSizeBytes[hasGpu ? "cuda" : "cpu"];
  const needed = engineBytes + (hasDemoPair(paths) ? 0 : demoPairSizeBytes) + 2 * 1024 ** 3;
  const problem = checkDiskSpace(paths.home, free, needed);
  if (problem) return { name: "disk", ok: false, detail: problem.message, remedy: problem.suggestion };
  const detail = free === null ? "free space is not available" : `${(free / 1024 ** 3).toFixed(1)} GiB free`;
  return { name: "disk", ok: free === null ? null : true, detail, remedy: null };
}

function checkDatabase({ db, paths }: Services): Check {
  const damage = findDamage(db.$client, "full");
  if (damage === null) return { name: "database", ok: true, detail: paths.database, remedy: null };
  const { message, suggestion } = storageError("damaged", damage);
  return { name: "database", ok: false, detail: message, remedy: suggestion };
}

function checkRunner(services: Services): Check {
  const pause = findPause(services.paths, Date.now());
  if (pause !== null)
    return { name: "runner", ok: false, detail: `waiting: ${pause.message}`, remedy: pauseRemedy(pause) };
  const isThere = isRunnerInCharge(services);
  const remedy = isThere ? null : "Start it with: npx stillroom up";
  return { name: "runner", ok: isThere ? true : null, detail: isThere ? "running" : "not running", remedy };
}

async function checkPort(port: number): Promise<Check> {
  const free = await isPortFree(port);
  return {
    name: "port",
    ok: free ? true : null,
    detail: free ? `${port} is free` : `${port} is in use, perhaps by Stillroom itself`,
    remedy: free ? null : `Choose another one: npx stillroom up --port ${port + 1}`,
  };
}
