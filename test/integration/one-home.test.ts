import type { ChildProcess } from "node:child_process";
import getPort from "get-port";
import { afterEach, expect, it } from "vitest";
import { dashboardUrl } from "../../server/cli/address";
import { claimHome } from "../../server/cli/claim-home";
import { isRunnerAlive } from "../../server/domain/placement/host/beat";
import { claimNote, dropNote } from "../../server/platform/process-note";
import { endGroup, runStillroom, startStillroom, waitFor } from "../helpers/processes";
import { insertAttempt } from "../helpers/rows";
import { createHome, createServices } from "../helpers/services";

let runner: ChildProcess | null = null;

afterEach(async () => {
  if (runner) await endGroup(runner, "SIGTERM");
  runner = null;
});

it("refuses a second 'up' on one home at once, with the address of the first, and links lead there", async () => {
  const home = createHome();
  const services = createServices(home);
  const env = { STILLROOM_HOME: home };
  insertAttempt(services, home);
  const url = "http://127.0.0.1:45123";
  claimNote(services.paths.webNote, url);
  const second = await runStillroom(["up", "--port", String(await getPort())], env);
  expect(second.code).toBe(1);
  expect(second.stderr).toMatch(/^error: Stillroom is already up on this STILLROOM_HOME: http:\/\/127.0.0.1:45123/);
  expect(second.stderr).toMatch(/\nremedy: /);
  const share = await runStillroom(["share", "r"], env);
  expect(share.stdout.startsWith(`${url}/s/`)).toBe(true);
  dropNote(services.paths.webNote);
  expect(dashboardUrl(services.paths)).not.toBe(url);
});

it("refuses 'up' and a second runner while a runner is in charge", async () => {
  const home = createHome();
  const services = createServices(home);
  const env = { STILLROOM_HOME: home };
  runner = startStillroom(["runner"], env);
  await waitFor("the runner to beat", () => (isRunnerAlive(services.db) ? true : null));
  const message = `Another runner (process ${runner.pid}) is in charge of this STILLROOM_HOME`;
  const refused = { code: "conflict", message };
  expect(() => claimHome(services, "http://127.0.0.1:1")).toThrow(expect.objectContaining(refused));
  const second = await runStillroom(["runner"], env);
  expect(second.stderr).toBe(`error: ${message}\nremedy: End it first, or set another STILLROOM_HOME\n`);
  // Not to be tried again by what keeps it up.
  expect(second.code).toBe(78);
});
