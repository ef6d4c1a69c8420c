import { findDamage } from "../../../db/integrity";
import { AppError } from "../../contract/error";
import { message, verbatim } from "../../contract/message";
import { storageError } from "../../contract/storage-error";
import { findPause, pauseRemedy } from "../../domain/placement/host/pause";
import { isRunnerInCharge } from "../../domain/placement/host/status";
import type { Services } from "../../domain/services";
import { checkDiskSpace } from "../../engines/setup/failures";
import { demoPairSizeBytes, engineSizeBytes } from "../../engines/setup/requirements";
import type { Paths } from "../../platform/paths";
import { findBrowser } from "./browser";
import type { Check } from "./check";
import { checkExtras } from "./check-extras";
import { hasDemoPair } from "./demo-pair";
import { freeDiskBytes, isPortFree, listGpuNames } from "./machine";
import { findPython } from "./python";
import { readReadyMarker } from "./ready-marker";

/** Checks everything that Stillroom needs on this machine, with a remedy for each miss; changes nothing. */
export async function runDoctor(services: Services, port: number): Promise<Check[]> {
  const { paths } = services;
  const gpus = await listGpuNames();
  return [
    checkNode(),
    await checkPython(),
    checkEngine(paths),
    ...checkExtras(paths, gpus.length > 0 ? "cuda" : "cpu"),
    {
      name: "demo-pair",
      ok: hasDemoPair(paths),
      detail: hasDemoPair(paths) ? verbatim(paths.models) : message("doctor.not-made"),
      remedy: hasDemoPair(paths) ? null : message("setup.run-setup-next"),
    },
    await checkBrowser(),
    checkDisk(paths, gpus.length > 0),
    checkDatabase(services),
    checkRunner(services),
    await checkPort(port),
    {
      name: "gpus",
      ok: null,
      detail: gpus.length > 0 ? verbatim(gpus.join(", ")) : message("doctor.no-gpu"),
      remedy: null,
    },
  ];
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 9);
  return { name: "node", ok, detail: verbatim(process.versions.node), remedy: ok ? null : message("doctor.node-next") };
}

async function checkPython(): Promise<Check> {
  try {
    const python = await findPython();
    return { name: "python", ok: true, detail: verbatim(`${python.command} ${python.version}`), remedy: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { name: "python", ok: false, detail: error.said, remedy: error.suggestion };
  }
}

function checkEngine(paths: Paths): Check {
  const marker = readReadyMarker(paths);
  if (!marker)
    return {
      name: "engine",
      ok: false,
      detail: message("doctor.not-installed"),
      remedy: message("setup.run-setup-next"),
    };
  const { versions, torchBuild } = marker;
  const found = `ms-swift ${versions.ms_swift}, torch ${versions.torch} (${torchBuild}), EvalScope ${versions.evalscope}`;
  return { name: "engine", ok: true, detail: verbatim(found), remedy: null };
}

async function checkBrowser(): Promise<Check> {
  const path = await findBrowser();
  return {
    name: "browser",
    ok: path === null ? null : true,
    detail: path === null ? message("doctor.no-browser") : verbatim(path),
    remedy: path ? null : message("doctor.no-browser-next"),
  };
}

function checkDisk(paths: Paths, hasGpu: boolean): Check {
  const free = freeDiskBytes(paths.home);
  const isInstalled = readReadyMarker(paths) !== null;
  const engineBytes = isInstalled ? 0 : engineSizeBytes[hasGpu ? "cuda" : "cpu"];
  const needed = engineBytes + (hasDemoPair(paths) ? 0 : demoPairSizeBytes) + 2 * 1024 ** 3;
  const problem = checkDiskSpace(paths.home, free, needed);
  if (problem) return { name: "disk", ok: false, detail: problem.said, remedy: problem.suggestion };
  const detail = free === null ? message("doctor.free-unknown") : message("doctor.free", { free: { bytes: free } });
  return { name: "disk", ok: free === null ? null : true, detail, remedy: null };
}

function checkDatabase({ db, paths }: Services): Check {
  const damage = findDamage(db.$client, "full");
  if (damage === null) return { name: "database", ok: true, detail: verbatim(paths.database), remedy: null };
  const { said, suggestion } = storageError("damaged", damage);
  return { name: "database", ok: false, detail: said, remedy: suggestion };
}

function checkRunner(services: Services): Check {
  const pause = findPause(services.paths, Date.now());
  if (pause !== null)
    return {
      name: "runner",
      ok: false,
      detail: message("doctor.waiting", { words: pause.message }),
      remedy: pauseRemedy(pause),
    };
  const isThere = isRunnerInCharge(services);
  const remedy = isThere ? null : message("doctor.not-running-next");
  return {
    name: "runner",
    ok: isThere ? true : null,
    detail: message(isThere ? "doctor.running" : "doctor.not-running"),
    remedy,
  };
}

async function checkPort(port: number): Promise<Check> {
  const free = await isPortFree(port);
  return {
    name: "port",
    ok: free ? true : null,
    detail: message(free ? "doctor.port-free" : "doctor.port-used", { port: String(port) }),
    remedy: free ? null : message("doctor.port-used-next", { other: String(port + 1) }),
  };
}
