import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { stages } from "../../db/schema/index";
import { pushToken } from "../../server/domain/placement/ingest/token";
import { createRun } from "../../server/domain/runs/control/create";
import type { AttemptPlace } from "../../server/executors/executor";
import { createRayClient } from "../../server/executors/ray/ray-client";
import { promoteStages } from "../../server/runner/promote";
import { claimStage } from "../../server/runner/start";
import { createJob, onCpu, until, untilOver } from "../helpers/attempts";
import { createFakeEngine, createFakeInputs } from "../helpers/fake-engine";
import { type IngestServer, startIngest } from "../helpers/ingest-server";
import { executorOf, type RayCluster, startRay } from "../helpers/ray-cluster";
import { createHome, createServices } from "../helpers/services";

const commands = resolve(import.meta.dirname, "..", "fixtures", "attempt-commands.py");
const python = execFileSync("python3", ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" }).trim();
// What a node of its own would have under the dashboard's paths lies below this folder.
const moved = mkdtempSync(join(tmpdir(), "stillroom-moved-"));

let cluster: RayCluster;
let ingest: IngestServer;

afterAll(async () => {
  await ingest?.end();
  await cluster?.end();
});

beforeAll(async () => {
  cluster = await startRay();
});

const digest = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

it("brings results back from a cluster that shares no folder, and a stop to it", async () => {
  const home = createHome();
  const services = createServices(home, createFakeEngine(home));
  await createRun(services, { recipe: createFakeInputs(home, { lines: 1, perSecond: 1 }) });
  promoteStages(services);
  const stage = services.db
    .select()
    .from(stages)
    .all()
    .find(({ status }) => status === "ready");
  if (stage === undefined) throw new Error("No stage is ready");
  const attempt = await claimStage(services, stage, { executor: "ray", gpus: [], hasGpus: false, alone: true });
  if (attempt === null) throw new Error("The stage was not claimed");
  ingest = await startIngest(services, 0, ["/", `${moved}/`]);
  const push = { url: `${ingest.url}/${attempt.id}`, token: pushToken(services.paths, attempt.id) };
  const executor = executorOf(cluster.address, { python, results: "push", pushUrl: new URL(ingest.url).origin });
  const node = join(moved, attempt.directory);
  const argv = [python, commands, "patient"];
  const job = { ...createJob(), attemptId: attempt.id, directory: node, cwd: node, argv, resources: onCpu, push };
  const handle = await executor.submit(job);
  const where: AttemptPlace = { attemptId: attempt.id, directory: attempt.directory, handle };
  await until(() => existsSync(join(attempt.directory, "start.json")));
  const client = createRayClient({ address: cluster.address, caFile: null, token: null });
  const { entrypoint } = JSON.parse((await client.ask("GET", `/api/jobs/${handle.submissionId}`)).text);
  expect(entrypoint).not.toContain(push.token);
  expect(await executor.status(where)).toEqual({ state: "running" });
  await executor.stop(where);
  expect(await untilOver(executor, where)).toMatchObject({ exit: { outcomeHint: "stopped", exitCode: 0 } });
  for (const name of ["out.log", "checkpoint", "exit.json"])
    expect(digest(join(attempt.directory, name)), name).toBe(digest(join(node, name)));
});
