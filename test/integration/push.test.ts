import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { attempts, stages } from "../../db/schema/index";
import { pushToken } from "../../server/domain/placement/ingest/token";
import { createRun } from "../../server/domain/runs/control/create";
import type { Services } from "../../server/domain/services";
import { attemptWrapper } from "../../server/engines/ms-swift/python-files";
import { fetchFirst } from "../../server/executors/attempt/fetch-first";
import { promoteStages } from "../../server/runner/promote";
import { claimStage } from "../../server/runner/start";
import { until } from "../helpers/attempts";
import { createFakeEngine, createFakeInputs } from "../helpers/fake-engine";
import { type IngestServer, startIngest } from "../helpers/ingest-server";
import { createHome, createServices } from "../helpers/services";

const commands = resolve(import.meta.dirname, "..", "fixtures", "attempt-commands.py");

let home: string;
let services: Services;
let attempt: { id: string; directory: string };
let server: IngestServer;
let node: string;

beforeEach(async () => {
  home = createHome();
  services = createServices(home, createFakeEngine(home));
  await createRun(services, { recipe: createFakeInputs(home, { lines: 1, perSecond: 1 }) });
  promoteStages(services);
  const stage = services.db
    .select()
    .from(stages)
    .all()
    .find(({ status }) => status === "ready");
  if (stage === undefined) throw new Error("No stage is ready");
  const claimed = await claimStage(services, stage, { executor: "slurm", gpus: [], hasGpus: false, alone: true });
  if (claimed === null) throw new Error("The stage was not claimed");
  attempt = claimed;
  server = await startIngest(services);
  node = mkdtempSync(join(tmpdir(), "stillroom-node-"));
});

afterEach(() => server.end());

const pushEnv = () => ({
  STILLROOM_PUSH_URL: `${server.url}/${attempt.id}`,
  STILLROOM_PUSH_TOKEN: pushToken(services.paths, attempt.id),
});

/** The wrapper in the node's own folder, which the dashboard does not read. */
function startOnNode(...command: string[]): Promise<number | null> {
  const argv = [attemptWrapper, node, "--", "python3", commands, ...command];
  const child = spawn("python3", argv, { cwd: node, env: { ...process.env, ...pushEnv() }, detached: true });
  return new Promise((done) => child.once("exit", done));
}

const digest = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");
const here = (name: string) => join(attempt.directory, name);
const send = (path: string, token = pushEnv().STILLROOM_PUSH_TOKEN) =>
  fetch(`${server.url}/${attempt.id}?path=${encodeURIComponent(path)}&offset=0`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}` },
    body: "text",
  });

it("brings every line and file to the dashboard, although it was away in the middle", async () => {
  const ended = startOnNode("results", "4000");
  await until(() => existsSync(here("output/logging.jsonl")));
  const { port } = new URL(server.url);
  await server.end();
  await sleep(3_000);
  server = await startIngest(services, Number(port));
  expect(await ended).toBe(0);
  for (const name of [
    "out.log",
    "samples.jsonl",
    "output/logging.jsonl",
    "model/weights.bin",
    "result.json",
    "exit.json",
  ])
    expect(digest(here(name)), name).toBe(digest(join(node, name)));
  expect(readFileSync(here("out.log"), "utf8").trim().split("\n")).toHaveLength(4000);
});

it("carries a stop from the dashboard to the node", async () => {
  const ended = startOnNode("patient");
  await until(() => existsSync(here("start.json")));
  writeFileSync(here("stop"), "");
  expect(await ended).toBe(0);
  expect(JSON.parse(readFileSync(here("exit.json"), "utf8"))).toMatchObject({ outcomeHint: "stopped", exitCode: 0 });
  expect(readFileSync(here("checkpoint"), "utf8")).toBe("saved");
});

it("ends an attempt that is over for the dashboard", async () => {
  const ended = startOnNode("patient");
  await until(() => existsSync(here("start.json")));
  services.db.update(attempts).set({ status: "lost" }).run();
  expect(await ended).toBe(0);
  expect(JSON.parse(readFileSync(join(node, "exit.json"), "utf8"))).toMatchObject({ outcomeHint: "cancelled" });
});

it("takes files of this attempt only, and only with its own token", async () => {
  expect((await send("notes.txt")).status).toBe(200);
  expect((await send("notes.txt", pushToken(services.paths, "another.a1"))).status).toBe(403);
  for (const path of ["../other/out.log", "/etc/passwd", "plan.json", "stop", ".hidden", "a/../../b"])
    expect((await send(path)).status, path).toBe(403);
  const gap = await fetch(`${server.url}/${attempt.id}?path=out.log&offset=500`, {
    method: "PUT",
    headers: { authorization: `Bearer ${pushEnv().STILLROOM_PUSH_TOKEN}` },
    body: "late",
  });
  expect([gap.status, await gap.json()]).toEqual([409, { size: 0, wishes: [] }]);
});

it("brings wrapper, plan and inputs onto a node that has none of them", async () => {
  await server.end();
  const project = resolve(import.meta.dirname, "..", "..");
  const moved = mkdtempSync(join(tmpdir(), "stillroom-moved-"));
  server = await startIngest(services, 0, ["/", `${moved}/`]);
  const directory = join(moved, attempt.directory);
  const wrapperPath = join(moved, attemptWrapper);
  const push = { url: pushEnv().STILLROOM_PUSH_URL, token: pushEnv().STILLROOM_PUSH_TOKEN };
  mkdirSync(join(moved, project, "test", "fixtures"), { recursive: true });
  writeFileSync(join(moved, commands), readFileSync(commands));
  const python = await pythonPath();
  const command = [python, wrapperPath, directory, "--", "python3", join(moved, commands), "exit", "3"];
  const fetching = fetchFirst(command, { directory, env: {}, push }, { python, wrapperPath: attemptWrapper });
  const env = { ...process.env, ...fetching.env };
  const child = spawn(fetching.argv[0] ?? "", fetching.argv.slice(1), { env, detached: true });
  expect(await new Promise((done) => child.once("exit", done))).toBe(0);
  expect(JSON.parse(readFileSync(here("exit.json"), "utf8"))).toMatchObject({ exitCode: 3 });
  expect(readFileSync(join(moved, home, "models", "teacher", "config.json"), "utf8")).toBe('{"of":"teacher"}');
});

function pythonPath(): Promise<string> {
  return new Promise((done) => {
    const child = spawn("python3", ["-c", "import sys; print(sys.executable)"]);
    child.stdout.once("data", (text: Buffer) => done(text.toString().trim()));
  });
}
