import { mkdirSync } from "node:fs";
import { AppError, saidOf } from "../../contract/error";
import type { ConnectionReport } from "../../contract/executor";
import type { RaySettings } from "../../contract/executors/ray";
import { message } from "../../contract/message";
import { askedToCancelMs, endUnstarted, isTaken, leaveWish } from "../attempt/attempt-folder";
import { type EngineVerdict, type HeartbeatWatch, stateOnCluster } from "../attempt/cluster-state";
import type { AttemptJob, AttemptPlace, ClusterExecutor, Handle } from "../executor";
import { expectSuccess } from "./answer";
import { capacityOf, cpusFor, parseNodes, parseUsedGpus, type RayNode } from "./capacity";
import { testRayConnection } from "./connection";
import { jobRequestOf, submissionIdOf } from "./job-request";
import { createRayClient, type RayClient } from "./ray-client";
import { rayJobSchema, verdictOf } from "./verdict";
import { readSession } from "./version";

// The wrapper needs up to 25 s to end a command that does not listen.
const cancelGraceMs = 45_000;

export type RayExecutorOptions = {
  settings: RaySettings;
  token: string | null;
  /** Python with the engine as the nodes see it, where the settings name no other. */
  python: string;
  wrapperPath: string;
  /** Folder below which attempts have theirs; the connection test tries whether the nodes see it. */
  runsFolder: string;
};

/** Runs attempts as jobs of an existing Ray cluster through its Jobs API; each job is the attempt wrapper, and has the attempt's id. */
export function createRayExecutor({ settings, token, ...options }: RayExecutorOptions): ClusterExecutor {
  const client = createRayClient({ address: settings.address, caFile: settings.caFile, token });
  const python = settings.python ?? options.python;
  const watch: HeartbeatWatch = new Map();
  return {
    name: "ray",
    submit: (job) => submit(client, job, { python, wrapperPath: options.wrapperPath, cpuSlots: settings.cpuSlots }),
    status: (place) =>
      stateOnCluster(place, watch, () => askRay(client, place), { sharesFolder: settings.results === "shared-folder" }),
    stop: (place) => endOrWish(client, place, "stop"),
    cancel: (place) => endOrWish(client, place, "cancel"),
    capacity: async () => {
      const nodes = await readNodes(client);
      return capacityOf(nodes, parseUsedGpus(expectSuccess(await client.ask("GET", "/api/cluster_status"))));
    },
    testConnection: (): Promise<ConnectionReport> =>
      testRayConnection(client, { ...options, settings, python, hasToken: token !== null }),
  };
}

async function submit(
  client: RayClient,
  job: AttemptJob,
  { python, wrapperPath, cpuSlots }: { python: string; wrapperPath: string; cpuSlots: number },
): Promise<Handle> {
  if (job.push !== null && job.resources.nodes > 1)
    throw new AppError("invalid-input", message("clusters.ray-nodes-need-folder"), {
      suggestion: message("clusters.ray-nodes-next"),
      field: "resources.nodes",
    });
  mkdirSync(job.directory, { recursive: true });
  const submissionId = submissionIdOf(job.attemptId);
  const handle = { address: client.address, submissionId };
  if (isTaken(job.directory)) return { ...handle, session: await readSession(client).catch(() => null) };
  const session = await readSession(client);
  const { nodes, alone, gpus } = job.resources;
  const isOnCpu = gpus === 0 && nodes === 1;
  const request = jobRequestOf(job, {
    python,
    wrapperPath,
    cpus: isOnCpu || (alone && nodes === 1) ? cpusFor(await readNodes(client), job.resources, cpuSlots) : null,
  });
  const answer = await client.ask("POST", "/api/jobs/", request);
  // Ray has the job from an earlier try whose answer was lost.
  if (!/already exists/.test(answer.text)) expectSuccess(answer);
  return { ...handle, session };
}

async function readNodes(client: RayClient): Promise<RayNode[]> {
  return parseNodes(expectSuccess(await client.ask("GET", "/api/v0/nodes?limit=10000")));
}

/** Never throws: a cluster that refuses or stumbles tells nothing about the attempt. */
async function askRay(client: RayClient, { attemptId, handle }: AttemptPlace): Promise<EngineVerdict> {
  try {
    const answer = await client.ask("GET", jobPath(attemptId));
    if (answer.status === 404) {
      const session = await readSession(client);
      const wasRestarted = typeof handle.session === "string" && session !== handle.session;
      return { kind: "gone", cause: message(wasRestarted ? "jobs.ray-restarted" : "jobs.ray-deleted") };
    }
    return verdictOf(rayJobSchema.parse(JSON.parse(expectSuccess(answer))));
  } catch (error) {
    return { kind: "unreachable", message: saidOf(error) };
  }
}

/** Leaves the wish; a job that waits for its resources is ended here, one that does not follow its wish by Ray. */
async function endOrWish(client: RayClient, place: AttemptPlace, wish: "stop" | "cancel"): Promise<void> {
  const { attemptId, directory } = place;
  leaveWish(directory, wish);
  if (!isTaken(directory)) {
    const verdict = await askRay(client, place);
    // Whoever has the lock has the attempt: a job that Ray starts all the same then gives up.
    const isWaiting = verdict.kind === "pending" || verdict.kind === "gone";
    if (isWaiting && endUnstarted(directory, wish)) await stopJob(client, attemptId);
    return;
  }
  if (wish === "cancel" && (askedToCancelMs(directory) ?? 0) > cancelGraceMs) await stopJob(client, attemptId);
}

async function stopJob(client: RayClient, attemptId: string): Promise<void> {
  // What it answers does not matter: the wish stands, and the next look asks again.
  await client.ask("POST", `${jobPath(attemptId)}/stop`).catch(() => undefined);
}

function jobPath(attemptId: string): string {
  return `/api/jobs/${encodeURIComponent(submissionIdOf(attemptId))}`;
}
