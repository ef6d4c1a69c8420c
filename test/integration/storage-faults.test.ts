import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { afterEach, expect, it } from "vitest";
import { appRouter } from "../../server/api/root";
import type { Services } from "../../server/domain/services";
import { mountSmallDisk, unmount } from "../helpers/chaos";
import { runStillroom } from "../helpers/processes";
import { insertAttempt } from "../helpers/rows";
import { saying } from "../helpers/saying";
import { createHome, createServices } from "../helpers/services";

const place = createHome();
const disk = join(place, "disk");
const canMount = mountSmallDisk(disk, 1);
if (canMount) unmount(disk);

afterEach(() => {
  if (canMount) unmount(disk);
});

function fill(): void {
  try {
    for (;;) writeFileSync(join(disk, "filler"), Buffer.alloc(4_096), { flag: "a" });
  } catch {
    // Full.
  }
}

async function annotate(services: Services, notes: string) {
  const request = new Request("http://127.0.0.1/api/trpc/runs.annotate", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: { runId: "r", notes } }),
  });
  const createContext = () => services;
  const response = await fetchRequestHandler({ endpoint: "/api/trpc", req: request, router: appRouter, createContext });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

it.skipIf(!canMount)(
  "says what to do about a full disk, on pages and by the command line, and leaves nothing behind",
  async () => {
    mountSmallDisk(disk, 16);
    const services = createServices(disk);
    insertAttempt(services, join(disk, "runs"));
    fill();
    const { status, body } = await annotate(services, "x".repeat(10_000));
    expect(status).toBe(500);
    expect(body.error.json).toMatchObject({
      message: saying("The disk is full"),
      data: { appCode: "disk-full", suggestion: saying("Free some disk space") },
    });
    const before = readdirSync(disk).toSorted();
    for (const args of [[], ["--with-runs"]]) {
      const { code, stderr } = await runStillroom(["backup", join(disk, "x.db"), ...args], { STILLROOM_HOME: disk });
      expect(stderr).toMatch(/^error: The disk is full.*\nremedy: Free some disk space/);
      expect(code).toBe(1);
      expect(readdirSync(disk).toSorted()).toEqual(before);
    }
    rmSync(join(disk, "filler"));
    expect((await annotate(services, "x".repeat(10_000))).status).toBe(200);
    services.db.$client.close();
  },
);

it.skipIf(!canMount)("says what to do about a home that cannot be written, and about a damaged database", async () => {
  mountSmallDisk(disk, 16);
  createServices(disk).db.$client.close();
  execFileSync("mount", ["-o", "remount,ro", disk]);
  for (const args of [["runs"], ["up"], ["runner"]]) {
    const { code, stderr } = await runStillroom(args, { STILLROOM_HOME: disk });
    expect(stderr).toMatch(/^error: STILLROOM_HOME cannot be written: .*\nremedy: .*\n$/);
    expect(code).toBe(1);
  }
  execFileSync("mount", ["-o", "remount,rw", disk]);
  writeFileSync(join(disk, "stillroom.db"), Buffer.alloc(40_960, 7));
  const { code, stderr } = await runStillroom(["runner"], { STILLROOM_HOME: disk });
  expect(stderr).toMatch(/^error: The database is damaged: .*\nremedy: Put a backup back with: npx stillroom restore/);
  expect(code).toBe(78);
});
