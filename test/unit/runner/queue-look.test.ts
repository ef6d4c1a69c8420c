import { performance } from "node:perf_hooks";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { attempts, runs } from "../../../db/schema/index";
import type { Services } from "../../../server/domain/services";
import { createMemory, type Memory } from "../../../server/runner/memory";
import { isAttemptLookDue, noteAttemptLook } from "../../../server/runner/queue-look";
import { insertAttempt } from "../../helpers/rows";
import { createHome, createServices } from "../../helpers/services";

let home: string;
let services: Services;
let memory: Memory;
let nowMs: number;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
  memory = createMemory();
  nowMs = 1_000_000;
  vi.spyOn(performance, "now").mockImplementation(() => nowMs);
  insertAttempt(services, home);
  look();
});

afterEach(() => {
  vi.restoreAllMocks();
});

function look(): void {
  noteAttemptLook(services.db, memory);
}

function isDueAfter(ms: number): boolean {
  nowMs += ms;
  return isAttemptLookDue(services.db, memory);
}

/** An attempt that began 20 s ago and was looked at just now. */
function settle(): void {
  nowMs += 20_000;
  look();
}

it("looks at a young attempt all the time", () => {
  expect(isDueAfter(1)).toBe(true);
  look();
  expect(isDueAfter(9_000)).toBe(true);
});

it("looks at one that has run for a while once a second", () => {
  settle();
  expect(isDueAfter(250)).toBe(false);
  expect(isDueAfter(500)).toBe(false);
  expect(isDueAfter(250)).toBe(true);
});

it("looks at once when another process wrote, as for a stop", () => {
  settle();
  createServices(home).db.update(runs).set({ name: "other" }).run();
  expect(isDueAfter(1)).toBe(true);
});

it("does not take its own writing for another's", () => {
  settle();
  services.db.update(runs).set({ name: "own" }).run();
  expect(isDueAfter(1)).toBe(false);
});

it("looks all the time again once an attempt has ended", () => {
  settle();
  services.db.update(attempts).set({ status: "succeeded" }).where(eq(attempts.id, "s.a1")).run();
  expect(isDueAfter(1)).toBe(true);
  look();
  expect(isDueAfter(250)).toBe(true);
});
