import { type ChildProcess, execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { setUpExtra } from "../../server/cli/setup/install-extra";
import { enginePython } from "../../server/cli/setup/ready-marker";
import { packFolder } from "../../server/domain/publish/model-archive";
import { startExport } from "../../server/domain/runs/exports/control";
import { exportedFile, listExports } from "../../server/domain/runs/exports/list";
import { getRun } from "../../server/domain/runs/views/get";
import type { Services } from "../../server/domain/services";
import { resolvePaths } from "../../server/platform/paths";
import { insertMade } from "../helpers/bundles";
import { endGroup, startStillroom, waitFor } from "../helpers/processes";
import { createHome, createServices } from "../helpers/services";
import { type SmallHub, startSmallHub } from "../helpers/small-hub";

const installed = resolvePaths();
const tiny = join(installed.models, "tiny", "tiny-student");
const goodToken = "hf_good";

let services: Services;
let runner: ChildProcess;
let hub: SmallHub;
let runId: string;
let folder: string;

beforeAll(async () => {
  const home = createHome();
  services = createServices(home, installed.engine);
  hub = await startSmallHub(goodToken);
  await setUpExtra(services.paths, "gguf", () => undefined);
  runId = insertMade(services, { student: { model: tiny, modelType: "llama", template: "chatml", dtype: "float32" } });
  folder = join(home, "runs", runId, "distill", "a1", "model");
  rmSync(folder, { recursive: true });
  cpSync(tiny, folder, { recursive: true });
  const env = { STILLROOM_HOME: home, STILLROOM_ENGINE: installed.engine, HF_ENDPOINT: hub.url, HF_HUB_OFFLINE: "0" };
  runner = startStillroom(["runner"], env);
}, 300_000);

afterAll(async () => {
  await endGroup(runner);
  await hub.end();
});

async function untilEnded(id: string) {
  return await waitFor(
    "the export to end",
    () =>
      listExports(services.db, runId).find(
        (entry) => entry.id === id && ["succeeded", "failed"].includes(entry.status),
      ),
    300_000,
  );
}

it("writes a GGUF file that holds the student's weights, and a Modelfile that names it", async () => {
  const { id } = startExport(services, {
    runId,
    subject: "student",
    settings: { kind: "gguf", type: "q8_0" },
    token: null,
  });
  const { status, files, logEnd } = await untilEnded(id);
  expect(status, logEnd.join("\n")).toBe("succeeded");
  expect(files.map(({ name }) => name).sort()).toEqual(["Modelfile", "student-q8_0.gguf"]);
  const file = exportedFile(services.db, id, "student-q8_0.gguf");
  const script = join(services.paths.project, "test", "fixtures", "read_gguf.py");
  const told = execFileSync(enginePython(services.paths), [script, file, folder]).toString();
  const { architecture, kinds, error } = JSON.parse(told.trim().split("\n").at(-1) ?? "");
  expect(architecture).toBe("llama");
  expect(kinds).toContain("Q8_0");
  expect(error).toBeLessThan(0.01);
  const modelfile = readFileSync(exportedFile(services.db, id, "Modelfile"), "utf8");
  expect(modelfile).toMatch(/^FROM \.\/student-q8_0\.gguf\n/);
  expect(modelfile).toContain("<|im_start|>");
  expect(modelfile).not.toContain('PARAMETER stop ""');
  expect(getRun(services, runId).stages.map(({ kind }) => kind)).not.toContain("gguf");
}, 400_000);

it("pushes a folder to a hub with a token that is gone afterwards", async () => {
  const settings = { kind: "push", hub: "huggingface", repository: "me/small", isPrivate: true } as const;
  const { id } = startExport(services, { runId, subject: "student", settings, token: goodToken });
  expect((await untilEnded(id)).status).toBe("succeeded");
  expect(hub.made).toEqual([{ name: "me/small", isPrivate: true }]);
  expect([...hub.files.keys()].sort()).toEqual(expect.arrayContaining(["config.json", "model.safetensors"]));
  expect(hub.files.get("model.safetensors")?.equals(readFileSync(join(folder, "model.safetensors")))).toBe(true);
  expect(readdirSync(join(services.paths.home, "secrets")).filter((name) => name.startsWith("hub-"))).toEqual([]);
  expect(JSON.stringify(listExports(services.db, runId))).not.toContain(goodToken);
}, 200_000);

it("fails with the hub's own words when the token is refused", async () => {
  const settings = { kind: "push", hub: "huggingface", repository: "me/small", isPrivate: true } as const;
  const { id } = startExport(services, { runId, subject: "student", settings, token: "hf_bad" });
  const ended = await untilEnded(id);
  expect(ended.status).toBe("failed");
  expect(ended.logEnd.join("\n")).toContain("Invalid user token");
  expect(JSON.stringify(ended)).not.toContain("hf_bad");
}, 200_000);

it("refuses what was not made, what is quantised already, and a push without a token", () => {
  const gguf = { kind: "gguf", type: "f16" } as const;
  const ask = (subject: string) => () => startExport(services, { runId, subject, settings: gguf, token: null });
  expect(ask("student-bnb-4")).toThrow(/student-bnb-4/);
  const settings = { kind: "push", hub: "modelscope", repository: "me/small", isPrivate: false } as const;
  expect(() => startExport(services, { runId, subject: "student", settings, token: null })).toThrow(/token/);
});

it("packs the folder as it is", async () => {
  const tar = await buffer(packFolder(folder, "mine"));
  const names = execFileSync("tar", ["-tf", "-"], { input: tar }).toString().trim().split("\n");
  expect(names).toContain("mine/model.safetensors");
  expect(names).toHaveLength(readdirSync(folder).length);
  expect(existsSync(folder)).toBe(true);
});
