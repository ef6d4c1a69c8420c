import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const pageBytes = 4_096;
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** What a process and its helpers have used: CPU seconds since they began, resident bytes now. */
export type ProcessUse = { cpuSeconds: number; rssBytes: number };

/** The use of a process by `/proc`, with those of its children whose program is among `helpers`. Throws when it is gone. */
export function readUse(pid: number, helpers: readonly string[] = []): ProcessUse {
  const own = sizeOf(pid);
  const others = childrenOf(pid)
    .filter((child) => helpers.includes(readProc(child, "comm").trim()))
    .map(sizeOf);
  return {
    cpuSeconds: [own, ...others].reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    rssBytes: [own, ...others].reduce((sum, { rssBytes }) => sum + rssBytes, 0),
  };
}

function sizeOf(pid: number): ProcessUse {
  const text = readProc(pid, "stat");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    rssBytes: Number(fields[21]) * pageBytes,
  };
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
}

function readProc(pid: number, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, "utf8");
}
