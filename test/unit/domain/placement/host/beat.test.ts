import { expect, it } from "vitest";
import { runners } from "../../../../../db/schema/index";
import { beatColumns, isRunnerAlive, latestBeat, noBeat } from "../../../../../server/domain/placement/host/beat";
import { ageMs, type Moment, readMoment } from "../../../../../server/platform/machine-clock";
import { createServices } from "../../../../helpers/services";

const hourMs = 3_600_000;
const start: Moment = { wallMs: 1_000 * hourMs, bootId: "this boot", uptimeMs: 5 * hourMs };
const later = (ms: number, wallShiftMs = 0): Moment => ({
  ...start,
  wallMs: start.wallMs + ms + wallShiftMs,
  uptimeMs: start.uptimeMs + ms,
});

it.each<[string, Moment, number]>([
  ["a minute later", later(60_000), 60_000],
  ["a minute later, by a clock that was set back", later(60_000, -hourMs), 60_000],
  ["a minute later, by a clock that was set forward", later(60_000, hourMs), 60_000],
  ["after a restart", { ...later(60_000), bootId: "next boot", uptimeMs: 10 }, 60_000],
  ["where no clock but the wall's is told", { ...later(60_000), bootId: null }, 60_000],
  ["where that one was set back", { ...later(60_000, -hourMs), bootId: null }, hourMs - 60_000],
])("tells how old a moment is %s", (_, now, age) => {
  expect(ageMs(start, now)).toBe(age);
});

function withBeat(beat: Partial<typeof runners.$inferInsert>) {
  const { db } = createServices();
  const row = { id: "host", pid: 1, startedAt: 1, gpusJson: "[]", ...beatColumns(start), ...beat };
  db.insert(runners).values(row).run();
  return db;
}

it.each<[string, Partial<typeof runners.$inferInsert>, Moment, boolean]>([
  ["beats", {}, later(3_000), true],
  ["beats, and the clock is set back", {}, later(3_000, -hourMs), true],
  ["has died, and the clock is set back to its last beat", {}, later(60_000, -60_000), false],
  ["has died, and the clock is set back an hour", {}, later(60_000, -hourMs), false],
  ["has ended", noBeat, later(1_000), false],
  ["is of an older version and beats", { bootId: null, beatUptimeMs: null }, later(3_000), true],
  ["is of an older version and died, and the clock is set back", { bootId: null }, later(60_000, -hourMs), false],
  ["was ended by a restart", { bootId: "boot before" }, later(60_000), false],
])("sees whether a runner lives that %s", (_, beat, now, isAlive) => {
  expect(isRunnerAlive(withBeat(beat), now)).toBe(isAlive);
});

it("takes the runner that beats before one whose last beat seems to come", () => {
  const db = withBeat({ id: "gone", pid: 2, beatAt: start.wallMs + hourMs, beatUptimeMs: start.uptimeMs - hourMs });
  db.insert(runners)
    .values({ id: "host", pid: 3, startedAt: 1, gpusJson: "[]", ...beatColumns(start) })
    .run();
  expect(latestBeat(db, later(1_000))?.pid).toBe(3);
});

it.runIf(process.platform === "linux")("reads a clock that goes on and is of this boot", () => {
  const first = readMoment();
  const second = readMoment();
  expect(first.bootId).not.toBeNull();
  expect(ageMs(first, second)).toBeLessThan(1_000);
  expect(second.uptimeMs).toBeGreaterThanOrEqual(first.uptimeMs);
});
