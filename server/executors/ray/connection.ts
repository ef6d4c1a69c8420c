import { AppError, saidOf } from "../../contract/error";
import type { ConnectionCheck, ConnectionReport } from "../../contract/executor";
import type { RaySettings } from "../../contract/executors/ray";
import { message } from "../../contract/message";
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
    .map((name) => skipped(name, message("connections.not-tried")));
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
  return [
    failed("settings", message("connections.push-without-address"), message("connections.push-without-address-next")),
  ];
}

/** Ray tells its version to anybody, or refuses by the token. */
async function checkVersion(client: RayClient): Promise<ConnectionCheck> {
  const { version } = await readVersion(client);
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOld = major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
  if (isOld)
    return failed(
      "version",
      message("connections.ray-old", { version }),
      message("connections.ray-old-next", { version: oldest.join(".") }),
    );
  return ok("version", message("connections.ray-version", { version }));
}

async function checkAccess(client: RayClient, { hasToken }: ConnectionOptions): Promise<ConnectionCheck[]> {
  const reached = ok("reachable", message("connections.ray-answers", { address: client.address }));
  const answer = await client.ask("GET", "/api/jobs/");
  if (answer.status === 404)
    return [failed("reachable", message("connections.no-jobs-api"), message("connections.no-jobs-api-next"))];
  try {
    expectSuccess(answer);
  } catch (error) {
    return [reached, checkOfError(error, [reached])];
  }
  if (hasToken) return [reached, ok("authorised", message("connections.token-accepted"))];
  const open = ok("authorised", message("connections.open-to-all"));
  return [reached, { ...open, suggestion: message("connections.open-to-all-next") }];
}

function checkNodes(nodes: RayNode[]): ConnectionCheck {
  if (nodes.length === 0)
    return failed("nodes", message("connections.no-node-alive"), message("connections.no-node-alive-next"));
  const { gpuCount, cpuCount } = capacityOf(nodes, null);
  return ok("nodes", message("connections.ray-nodes", { nodes: nodes.length, gpus: gpuCount, cpus: cpuCount }));
}

/** The check that an error belongs to: a refusal of the token to `authorised`, all else to the first that is open. */
function checkOfError(error: unknown, checks: ConnectionCheck[]): ConnectionCheck {
  const open = order.find((name) => checks.every((check) => check.name !== name)) ?? "reachable";
  if (!(error instanceof AppError)) return failed(open, saidOf(error), message("connections.look-at-head-next"));
  return failed(error.code === "forbidden" ? "authorised" : open, error.said, error.suggestion);
}
