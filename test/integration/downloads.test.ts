import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { isDownloading } from "../../server/contract/downloads";
import { checkModels } from "../../server/domain/launch/checks/models";
import { lookAtHubModel } from "../../server/domain/placement/downloads/look";
import { getDownload, startDownload, stopDownload } from "../../server/domain/placement/downloads/requests";
import { resolveModel } from "../../server/domain/recipes/hub/resolve-model";
import type { Services } from "../../server/domain/services";
import { mayRead, resolvePaths } from "../../server/platform/paths";
import { endGroup, runStillroom, startStillroom, waitFor } from "../helpers/processes";
import { parsedRecipe } from "../helpers/recipes";
import { createHome, createServices } from "../helpers/services";
import { type SmallHub, startSmallHub } from "../helpers/small-hub";

const installed = resolvePaths();
const tiny = join(installed.models, "tiny", "tiny-student");
const whole = Object.fromEntries(
  readdirSync(tiny, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, readFileSync(join(tiny, name))]),
);
const large = Buffer.alloc(3 * 2 ** 20, 7);

let services: Services;
let runner: ChildProcess;
let hub: SmallHub;
let env: Record<string, string>;

beforeAll(async () => {
  const home = createHome();
  services = createServices(home, installed.engine);
  hub = await startSmallHub("hf_good");
  hub.shelf.models.set("me/whole", { files: { ...whole, "model.gguf": large, "pytorch_model.bin": large } });
  hub.shelf.models.set("me/slow", { files: { ...whole, "model.safetensors": large } });
  hub.shelf.models.set("me/gated", { files: whole, isGated: true });
  hub.shelf.models.set("me/only-gguf", { files: { "config.json": Buffer.from("{}"), "model.gguf": large } });
  env = {
    STILLROOM_HOME: home,
    STILLROOM_ENGINE: installed.engine,
    HF_ENDPOINT: hub.url,
    HF_HUB_OFFLINE: "0",
    HF_HOME: mkdtempSync(join(tmpdir(), "stillroom-hf-")),
    HF_TOKEN: "",
    HF_HUB_DISABLE_XET: "1",
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  runner = startStillroom(["runner"], env);
}, 60_000);

afterAll(async () => {
  await endGroup(runner);
  await hub.end();
  vi.unstubAllEnvs();
});

const ended = (id: string) =>
  waitFor(
    "the download to end",
    () => {
      const download = getDownload(services, id);
      return isDownloading(download) ? undefined : download;
    },
    90_000,
  );

const parts = (model: string) =>
  readdirSync(join(env.HF_HOME ?? "", "hub", `models--me--${model}`, "blobs")).filter((name) =>
    name.endsWith(".incomplete"),
  );

it("downloads what the engine loads into the hub's cache, where recipes then find the model", async () => {
  const look = await lookAtHubModel(services, "huggingface", "me/whole");
  const bytes = Object.values(whole).reduce((sum, content) => sum + content.length, 0);
  expect(look).toMatchObject({ model: "me/whole", folder: null, sizeBytes: bytes, reason: null });
  expect(look?.freeBytes).toBeGreaterThan(0);
  const recipe = parsedRecipe({ teacher: { model: "me/whole" }, student: { model: "me/whole" } });
  expect(checkModels(services.paths, recipe).map(({ code }) => code)).toContain("hub-model");

  const { id } = startDownload(services, "huggingface", "me/whole");
  expect(startDownload(services, "huggingface", "me/whole").id).toBe(id);
  const download = await ended(id);
  expect(download).toMatchObject({ status: "succeeded", message: null });
  expect(download.progress).toMatchObject({ doneBytes: bytes, totalBytes: bytes });
  const folder = download.folder ?? "";
  expect(readdirSync(folder).sort()).toEqual(Object.keys(whole).sort());
  expect(mayRead(services.paths, folder)).toBe(true);
  expect(resolveModel(services.paths, "me/whole")).toBe(folder);
  expect(checkModels(services.paths, recipe)).toEqual([]);
  expect(await lookAtHubModel(services, "huggingface", "me/whole")).toMatchObject({ folder });
}, 120_000);

it("tells how far it is, ends at once when asked, leaves nothing half, and goes on with what is whole", async () => {
  hub.shelf.chunkPauseMs = 400;
  const { id } = startDownload(services, "huggingface", "me/slow");
  const progress = await waitFor(
    "bytes of the weights",
    () => {
      const now = getDownload(services, id).progress;
      return now?.file === "model.safetensors" && now.doneBytes > 0 ? now : undefined;
    },
    60_000,
  );
  expect(progress.doneBytes).toBeLessThan(progress.totalBytes);
  stopDownload(services, id);
  expect((await ended(id)).status).toBe("cancelled");
  expect(parts("slow")).toEqual([]);
  expect(resolveModel(services.paths, "me/slow")).toBe("me/slow");

  hub.shelf.chunkPauseMs = 0;
  hub.shelf.sent.length = 0;
  hub.shelf.cuts = 2;
  const again = startDownload(services, "huggingface", "me/slow");
  expect(again.id).not.toBe(id);
  expect((await ended(again.id)).status).toBe("succeeded");
  expect(new Set(hub.shelf.sent)).toEqual(new Set(["model.safetensors"]));
  expect(readFileSync(join(resolveModel(services.paths, "me/slow"), "model.safetensors")).equals(large)).toBe(true);
  expect(hub.shelf.cuts).toBe(0);
}, 150_000);

it.each([
  ["me/gated", "downloads.gated"],
  ["me/nobody", "downloads.not-found"],
  ["me/only-gguf", "downloads.no-weights"],
])(
  "says why %s is not given: %s",
  async (model, code) => {
    expect((await lookAtHubModel(services, "huggingface", model))?.reason?.code).toBe(code);
    const download = await ended(startDownload(services, "huggingface", model).id);
    expect(download.status).toBe("failed");
    expect(download.message?.code).toBe(code);
    expect(download.suggestion).not.toBeNull();
  },
  90_000,
);

it("says on the command line how far it is and where the model lies, and why there is none", async () => {
  hub.shelf.models.set("me/other", { files: whole });
  const good = await runStillroom(["model", "download", "me/other"], env);
  expect(good.code).toBe(0);
  expect(good.stdout.trim()).toMatch(/models--me--other\/snapshots\/1+$/);
  const bad = await runStillroom(["model", "download", "me/nobody", "--lang", "zh"], env);
  expect(bad.code).toBe(1);
  expect(bad.stderr).toContain("没有模型");
  vi.stubEnv("HF_ENDPOINT", "http://127.0.0.1:9");
  expect((await lookAtHubModel(services, "huggingface", "me/nowhere"))?.reason?.code).toBe("downloads.no-network");
}, 120_000);
