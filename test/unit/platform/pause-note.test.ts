import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { openPauseFile, type PauseNote, readPauseNote } from "../../../server/platform/pause-note";

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "stillroom-pause-")), "runner.pause");
});

const note: PauseNote = { pid: 7, reason: "disk-full", message: "database or disk is full", sinceMs: 1, atMs: 2 };

it("keeps a note in a file whose size and place never change", () => {
  const file = openPauseFile(path);
  const { size, ino } = statSync(path);
  expect(size).toBeGreaterThan(1_000);
  file.write({ ...note, message: "x".repeat(10_000) });
  expect(readPauseNote(path)).toEqual({ ...note, message: "x".repeat(300) });
  file.write(note);
  expect(readPauseNote(path)).toEqual(note);
  expect(statSync(path)).toMatchObject({ size, ino });
  file.write(null);
  expect(readPauseNote(path)).toBeNull();
  file.close();
});

it("empties what an earlier runner left", () => {
  writeFileSync(path, JSON.stringify(note));
  openPauseFile(path).close();
  expect(readPauseNote(path)).toBeNull();
});

it.each(["", "{", '{"pid":1}', JSON.stringify({ ...note, reason: "hunger" })])("reads no note from %j", (text) => {
  writeFileSync(path, text);
  expect(readPauseNote(path)).toBeNull();
});

it("keeps silent where it cannot be written", () => {
  const file = openPauseFile(join(path, "below-nothing"));
  file.write(note);
  file.close();
  expect(() => readFileSync(path)).toThrow();
});
