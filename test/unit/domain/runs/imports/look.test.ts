import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { imports } from "../../../../../db/schema/index";
import { readFollowed } from "../../../../../server/domain/runs/imports/follow-all";
import { lookAtImport, startImport } from "../../../../../server/domain/runs/imports/look";
import { getRun } from "../../../../../server/domain/runs/views/get";
import type { Services } from "../../../../../server/domain/services";
import { copyTraining } from "../../../../helpers/imports";
import { createServices } from "../../../../helpers/services";

let services: Services;
let folder: string;

beforeEach(() => {
  services = createServices();
  folder = join(services.paths.home, "outputs", "kto");
  cpSync(copyTraining("kto"), folder, { recursive: true });
});

it("shows what a folder below the roots would be imported as, and stores nothing", () => {
  const { preview } = lookAtImport(services, folder);
  expect(preview).toMatchObject({ kind: "ms-swift", name: "kto", attempts: 1, hasEnded: true, known: null });
  expect(preview?.points).toBeGreaterThan(preview?.curves ?? 0);
  expect(services.db.select().from(imports).all()).toEqual([]);
  const { runId } = startImport(services, { reference: folder, name: "named", follow: true });
  expect(getRun(services, runId)).toMatchObject({ name: "named", status: "succeeded" });
  expect(lookAtImport(services, folder).preview?.known).toEqual({ runId, name: "named" });
});

it("offers the output folders of one that is none itself", () => {
  expect(lookAtImport(services, join(folder, ".."))).toEqual({ preview: null, choices: [folder] });
});

it("refuses a folder outside of the roots, and one without curves", () => {
  expect(() => lookAtImport(services, copyTraining("kto"))).toThrow(/outside/);
  expect(() => startImport(services, { reference: copyTraining("kto"), name: null, follow: false })).toThrow(/outside/);
  expect(() => lookAtImport(services, services.paths.models)).toThrow("logging.jsonl");
  expect(() => lookAtImport(services, join(services.paths.home, "no-folder"))).toThrow("no folder");
});

it("goes on reading where it is asked to, until the training has ended", () => {
  const log = join(folder, "logging.jsonl");
  const lines = readFileSync(log, "utf8").trimEnd().split("\n");
  writeFileSync(log, `${lines.slice(0, 2).join("\n")}\n`);
  const { runId } = startImport(services, { reference: folder, name: null, follow: true });
  const status = () => getRun(services, runId).status;
  const isFollowed = () =>
    services.db.select().from(imports).where(eq(imports.runId, runId)).get()?.followGiveUpMs != null;
  readFollowed(services);
  expect([status(), isFollowed()]).toEqual(["running", true]);
  appendFileSync(log, `${lines.slice(2).join("\n")}\n`);
  readFollowed(services);
  expect([status(), isFollowed()]).toEqual(["succeeded", false]);
});
