import { AppError } from "../../contract/error";
import type { ConnectionCheck, ConnectionReport } from "../../contract/executor";
import type { RaySettings } from "../../contract/executors/ray";
import { failed, ok, skipped } from "../connection-checks";
import { expectSuccess } from "./answer";
import { capacityOf, parseNodes, parseUsedGpus, type RayNode } from "./capacity";
import { probeNodes } from "./probe";
import { type ConnectionOptions, judgeProbes } from "./probe-checks";
import type { RayClient } from "./ray-client";
import { readVersion } from "./version";

const oldest = [2, 9] as const;
const order: ConnectionCheck["name"][] = ["reachable", "authorised", "version", "nodes", "python", "results"];

/** Looks at all that an attempt on the cluster needs, in the order in which it needs it; what comes after a failure is skipped. Never throws. */
export async function testRayConnection(client: RayClient, options: ConnectionOptions): Promise<ConnectionReport> {
  const checks: ConnectionCheck[] = [];
  let nodes: RayNode[] | null = null;
  let usedGpus: number | null = null;
  try {
    checks.push(...settingsChecks(options.settings));
    const version = await checkVersion(client);
    checks.push(...(await checkAccess(client, options)), version);
    if (isGood(checks)) {
      nodes = parseNodes(expectSuccess(await client.ask("GET", "/api/v0/nodes?limit=10000")));
      usedGpus = parseUsedGpus((await client.ask("GET", "/api/cluster_status")).text);
      checks.push(checkNodes(nodes));
    }
    if (isGood(checks) && nodes !== null)
      checks.push(...judgeProbes(await probeNodes(client, nodes, options), options));
  } catch (error) {
    checks.push(checkOfError(error, checks));
  }
  const untried = order
    .filter((name) => checks.every((check) => check.name !== name))
    .map((name) => skipped(name, "Not tried after what failed"));
  return {
    ok: isGood(checks),
    atMs: Date.now(),
    checks: [...checks, ...untried],
    capacity: nodes === null ? null : capacityOf(nodes, usedGpus),
  };
}

function isGood(checks: ConnectionCheck[]): boolean {
  return checks.every(({ state }) => state !== "failed");
}

function settingsChecks({ results, pushUrl }: RaySettings): ConnectionCheck[] {
  if (results !== "push" || pushUrl !== null) return [];
  const message = "Results come back by push, but no address is given to push them to";
  return [failed("settings", message, "Give the address of this dashboard as the nodes reach it")];
}

/** Ray tells its version to anybody, or refuses by the token. */
async function checkVersion(client: RayClient): Promise<ConnectionCheck> {
  const { version } = await readVersion(client);
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
  if (isOld)
    return failed("version", `Ray ${version} is too old`, `Update the cluster to Ray ${oldest.join(".")} or newer`);
  return ok("version", `Ray ${version}`);
}

async function checkAccess(client: RayClient, { hasToken }: ConnectionOptions): Promise<ConnectionCheck[]> {
  const reached = ok("reachable", `Ray answers at ${client.address}`);
  const answer = await client.ask("GET", "/api/jobs/");
  if (answer.status === 404)
    return [failed("reachable", "This Ray has no Jobs API", 'Install the head with: pip install "ray[default]"')];
  try {
    expectSuccess(answer);
  } catch (error) {
    return [reached, checkOfError(error, [reached])];
  }
  const message = hasToken ? "The token is accepted, or none is needed" : "Anybody who reaches the cluster may use it";
  return [reached, { name: "authorised", state: "ok", message, suggestion: hasToken ? null : tokenAdvice }];
}

const tokenAdvice = "Start the cluster with RAY_AUTH_MODE=token where others can reach it";

function checkNodes(nodes: RayNode[]): ConnectionCheck {
  if (nodes.length === 0) return failed("nodes", "No node of the cluster is alive", "Start a node with: ray start");
  const { gpuCount, cpuCount } = capacityOf(nodes, null);
  const message = `${nodes.length} nodes with ${gpuCount} GPUs and ${cpuCount} CPUs`;
  return ok("nodes", message);
}

/** The check that an error belongs to: a refusal of the token to `authorised`, all else to the first that is open. */
function checkOfError(error: unknown, checks: ConnectionCheck[]): ConnectionCheck {
  const open = order.find((name) => checks.every((check) => check.name !== name)) ?? "reachable";
  const message = error instanceof Error ? error.message : String(error);
  const suggestion = error instanceof AppError ? error.suggestion : "Look at the log of the dashboard on the head";
  return failed(error instanceof AppError && error.code === "forbidden" ? "authorised" : open, message, suggestion);
}
