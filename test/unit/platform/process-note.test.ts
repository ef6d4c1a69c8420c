import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { readBootId, readStartTicks } from "../../../server/platform/process-facts";
import { claimNote, dropNote, readNote } from "../../../server/platform/process-note";

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "stillroom-note-")), "processes", "web.json");
});

it("tells of this process until it is dropped, and leaves nothing else behind", () => {
  expect(claimNote(path, "http://127.0.0.1:3100")).toBeNull();
  expect(readNote(path)).toMatchObject({ pid: process.pid, url: "http://127.0.0.1:3100" });
  expect(claimNote(path, null)).toBeNull();
  dropNote(path);
  expect(readdirSync(dirname(path))).toEqual([]);
});

it("gives the other process while it runs, and takes its place once it was killed", async () => {
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const pid = other.pid ?? 0;
  const note = { pid, bootId: readBootId(), startTicks: readStartTicks(pid), url: "http://127.0.0.1:3101" };
  claimNote(path, null);
  writeFileSync(path, JSON.stringify(note));
  expect(claimNote(path, null)).toEqual(note);
  dropNote(path);
  expect(existsSync(path)).toBe(true);
  other.kill("SIGKILL");
  await once(other, "exit");
  expect(readNote(path)).toBeNull();
  expect(claimNote(path, null)).toBeNull();
  expect(JSON.parse(readFileSync(path, "utf8")).pid).toBe(process.pid);
});

it.runIf(process.platform === "linux")(
  "does not take another process with the same number for the one that is noted",
  () => {
    claimNote(path, null);
    const note = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...note, startTicks: note.startTicks - 1 }));
    expect(readNote(path)).toBeNull();
    writeFileSync(path, JSON.stringify({ ...note, bootId: "of an earlier boot" }));
    expect(readNote(path)).toBeNull();
    writeFileSync(path, "{torn");
    expect(claimNote(path, null)).toBeNull();
  },
);
