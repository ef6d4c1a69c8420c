import { expect, it } from "vitest";
import { findPause, readPause } from "../../../server/domain/placement/host/pause";
import { getHostStatus } from "../../../server/domain/placement/host/status";
import { openPauseFile } from "../../../server/platform/pause-note";
import { createPauseTeller } from "../../../server/runner/pause";
import { createServices } from "../../helpers/services";

const coded = (code: string) => Object.assign(new Error(code), { code });

it("tells since when and why it waits, and logs each reason once", async () => {
  const services = createServices();
  const lines: string[] = [];
  const { home, pauseNote } = services.paths;
  const teller = createPauseTeller(pauseNote, home, (line) => lines.push(line));
  const now = Date.now();
  teller.pause(coded("SQLITE_BUSY"), now - 3_000);
  teller.pause(coded("SQLITE_BUSY"), now - 2_000);
  teller.pause(coded("SQLITE_FULL"), now - 1_000);
  expect(lines).toEqual(["Paused: SQLITE_BUSY", "Paused: SQLITE_FULL"]);
  const paused = { reason: "disk-full", sinceMs: now - 3_000, message: "SQLITE_FULL" };
  // Nothing beats in this test: a runner that waits lives all the same.
  expect((await getHostStatus(services)).runner).toMatchObject({ alive: true, paused });
  teller.goOn();
  teller.goOn();
  expect(lines.slice(2)).toEqual(["Going on"]);
  expect((await getHostStatus(services)).runner).toMatchObject({ alive: false, paused: null });
  teller.close();
});

it("calls an error that is not of storage by its own words", () => {
  const { paths } = createServices();
  const teller = createPauseTeller(paths.pauseNote, paths.home, () => undefined);
  teller.pause(new Error("no such column"), Date.now());
  expect(readPause(paths, Date.now())).toMatchObject({ reason: "other", message: "no such column" });
  teller.close();
});

it("takes no word of a runner that has gone, and sees a folder that takes nothing by itself", () => {
  const { paths } = createServices();
  const file = openPauseFile(paths.pauseNote);
  file.write({ pid: 1, reason: "disk-full", message: "full", sinceMs: 0, atMs: Date.now() - 60_000 });
  expect(findPause(paths, Date.now())).toBeNull();
  expect(findPause({ ...paths, home: "/proc/self/none" }, Date.now())).toMatchObject({
    reason: "read-only",
    sinceMs: null,
  });
});
