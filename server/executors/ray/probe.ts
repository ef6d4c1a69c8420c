import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { quoteWord } from "../../contract/shell-word";
import { expectSuccess, lastWordsOf } from "./answer";
import type { RayNode } from "./capacity";
import { type ConnectionOptions, foundSchema, type Probe } from "./probe-checks";
import type { RayClient } from "./ray-client";
import { rayJobSchema } from "./verdict";

const timeoutMs = 60_000;
// More nodes than these are surely set up alike.
const maxNodes = 8;
// A shared folder may show a new file some seconds late.
const shownMs = 10_000;

// Comes with the job itself, since whether the node sees any file of this host is what it is to tell.
const program = `
import json, os, platform, sys, urllib.error, urllib.request
from importlib import metadata
wrapper, folder, name, url = sys.argv[1:5]
found = {"python": platform.python_version(), "wrapper": os.path.isfile(wrapper), "swift": None, "write": None, "push": None}
try:
    found["swift"] = metadata.version("ms-swift")
except metadata.PackageNotFoundError:
    pass
try:
    if folder:
        open(os.path.join(folder, name), "x").close()
except OSError as error:
    found["write"] = str(error)
try:
    if url:
        urllib.request.urlopen(url, timeout=10)
except urllib.error.HTTPError:
    pass
except Exception as error:
    found["push"] = str(error)
print("stillroom-probe " + json.dumps(found))
`;

/** Runs a small job on each of the first nodes, beside whatever runs there, and leaves nothing behind. Throws `AppError` when Ray does not take it. */
export async function probeNodes(client: RayClient, nodes: RayNode[], options: ConnectionOptions): Promise<Probe[]> {
  const id = `stillroom-probe-${randomBytes(6).toString("hex")}`;
  const folder = join(options.runsFolder, `.${id}`);
  const isShared = options.settings.results === "shared-folder";
  if (isShared) mkdirSync(folder, { recursive: true });
  try {
    const looked = distinct(nodes).slice(0, maxNodes);
    return await Promise.all(
      looked.map((node, index) =>
        probe(client, node, `${id}-${index}`, { ...options, folder: isShared ? folder : "" }),
      ),
    );
  } finally {
    if (isShared) rmSync(folder, { recursive: true, force: true });
  }
}

function distinct(nodes: RayNode[]): RayNode[] {
  return [...new Map(nodes.map((node) => [node.ip, node])).values()];
}

async function probe(
  client: RayClient,
  { ip }: RayNode,
  id: string,
  { settings, python, wrapperPath, folder }: ConnectionOptions & { folder: string },
): Promise<Probe> {
  const url = settings.results === "push" ? (settings.pushUrl ?? "") : "";
  const command = [python, "-c", program, wrapperPath, folder, id, url];
  const request = {
    submission_id: id,
    entrypoint: `exec ${command.map(quoteWord).join(" ")}`,
    // Every node has this resource: so it runs on this one, however busy it is.
    entrypoint_resources: { [`node:${ip}`]: 0.001 },
  };
  expectSuccess(await client.ask("POST", "/api/jobs/", request));
  const until = Date.now() + timeoutMs;
  let job = null;
  while ((job === null || job.status === "PENDING" || job.status === "RUNNING") && Date.now() < until) {
    await sleep(250);
    job = rayJobSchema.parse(JSON.parse(expectSuccess(await client.ask("GET", `/api/jobs/${id}`))));
  }
  const log = await readLog(client, id);
  await client.ask("POST", `/api/jobs/${id}/stop`).catch(() => undefined);
  await client.ask("DELETE", `/api/jobs/${id}`).catch(() => undefined);
  const found = parseFound(log);
  const isSeen = found !== null && found.write === null && folder !== "" && (await isShown(join(folder, id)));
  const words = lastWordsOf(log || (job?.message ?? ""), request.entrypoint);
  return { ip, found, words: found === null ? words : "", isSeen };
}

async function readLog(client: RayClient, id: string): Promise<string> {
  const { text } = await client.ask("GET", `/api/jobs/${id}/logs`);
  try {
    return z.object({ logs: z.string() }).parse(JSON.parse(text)).logs;
  } catch {
    return text;
  }
}

function parseFound(log: string): Probe["found"] {
  try {
    const line = log.split("\n").find((each) => each.startsWith("stillroom-probe "));
    return line === undefined ? null : foundSchema.parse(JSON.parse(line.slice(line.indexOf(" "))));
  } catch {
    return null;
  }
}

async function isShown(file: string): Promise<boolean> {
  const until = Date.now() + shownMs;
  while (!existsSync(file)) {
    if (Date.now() > until) return false;
    await sleep(200);
  }
  return true;
}
