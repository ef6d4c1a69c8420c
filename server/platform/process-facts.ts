import { readdirSync, readFileSync, readlinkSync } from "node:fs";

const boot: { id?: string | null } = {};

/** The id of this boot of the machine, which no process outlives; null where the platform has none. */
export function readBootId(): string | null {
  boot.id ??= readOrNull("/proc/sys/kernel/random/boot_id")?.trim() ?? null;
  return boot.id;
}

/** The namespace in which this process counts pids, another one in each container; null where the platform has none. */
export function readPidNamespace(): string | null {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return null;
  }
}

/** When a process began, in clock ticks since boot: with the pid it names one process for good. Null when it is gone (a zombie counts as gone) or the platform does not tell. */
export function readStartTicks(pid: number): number | null {
  const text = readOrNull(`/proc/${pid}/stat`);
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  return fields === undefined || fields[0] === "Z" ? null : Number(fields[19]);
}

/** True when a process has the pid now, on any platform. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Processes whose environment carries `NAME=value`; empty where the platform does not tell. */
export function findByEnvironment(name: string, value: string): number[] {
  const marker = `\0${name}=${value}\0`;
  const entries = readdirOrEmpty("/proc").filter((entry) => /^\d+$/.test(entry));
  return entries.filter((pid) => `\0${readOrNull(`/proc/${pid}/environ`) ?? ""}`.includes(marker)).map(Number);
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function readdirOrEmpty(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
