import { expect, it } from "vitest";
import { findByEnvironment, isAlive, readBootId, readStartTicks } from "../../../server/platform/process-facts";

const isLinux = process.platform === "linux";
const noProcess = 2 ** 22 + 1;

it("tells that this process is alive and that a free pid is not", () => {
  expect(isAlive(process.pid)).toBe(true);
  expect(isAlive(noProcess)).toBe(false);
});

it.runIf(isLinux)("names a process by pid, start and boot", () => {
  expect(readStartTicks(process.pid)).toBeGreaterThan(0);
  expect(readStartTicks(process.pid)).toBe(readStartTicks(process.pid));
  expect(readStartTicks(noProcess)).toBeNull();
  expect(readBootId()).toMatch(/^[0-9a-f-]{36}$/);
});

it("finds no process by a variable that none has", () => {
  expect(findByEnvironment("STILLROOM_ATTEMPT", "no-such-attempt")).toEqual([]);
});
