import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import getPort from "get-port";
import { type RaySettings, raySettingsSchema } from "../../server/contract/executors/ray";
import type { ClusterExecutor } from "../../server/executors/executor";
import { createRayClient } from "../../server/executors/ray/ray-client";
import { createRayExecutor, type RayExecutorOptions } from "../../server/executors/ray/ray-executor";

const project = resolve(import.meta.dirname, "..", "..");
const folder = process.env.STILLROOM_TEST_RAY ?? join(project, ".stillroom-clusters", "ray");
const ray = join(folder, "bin", "ray");
const startMs = 90_000;

export type RayCluster = {
  address: string;
  /** Ends the head as a crash would, with all its daemons. */
  kill(): Promise<void>;
  /** Starts a head again under the same address. */
  start(): Promise<void>;
  /** One more node on this host; ends with the cluster. */
  addNode(gpus: number): Promise<void>;
  end(): Promise<void>;
};

export type RayClusterOptions = { gpus?: number; cpus?: number; token?: string };

type Daemon = { pid: number; isUp: boolean };

/** A real Ray on this host with simulated GPUs, on ports and in a folder of its own. */
export async function startRay({ gpus = 2, cpus = 4, token }: RayClusterOptions = {}): Promise<RayCluster> {
  if (!existsSync(ray)) throw new Error(`Ray is not installed in ${folder}. Run: test/clusters/install-ray.sh`);
  // Ray's sockets lie in it, whose paths must be short.
  const temporary = mkdtempSync(join(tmpdir(), "ray-"));
  const [port, dashboard] = [await getPort(), await getPort()];
  const address = `http://127.0.0.1:${dashboard}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...(token !== undefined && { RAY_AUTH_MODE: "token", RAY_AUTH_TOKEN: token }),
  };
  let daemons: Daemon[] = [];
  const common = ["--block", "--disable-usage-stats", "--object-store-memory=80000000"];
  const free = ["--min-worker-port=0", "--max-worker-port=0", "--dashboard-agent-listen-port=0"];

  const startDaemon = (...args: string[]) => {
    const log = openSync(join(temporary, "ray.log"), "a");
    const child = spawn(ray, ["start", ...common, ...free, ...args], {
      detached: true,
      stdio: ["ignore", log, log],
      env,
    });
    const daemon = { pid: child.pid ?? 0, isUp: true };
    child.once("exit", () => {
      daemon.isUp = false;
    });
    child.once("error", () => {
      daemon.isUp = false;
    });
    daemons.push(daemon);
    return daemon;
  };

  const countNodes = async () => {
    const client = createRayClient({ address, caFile: null, token: token ?? null, timeoutMs: 5_000 });
    const answer = await client.ask("GET", "/api/v0/nodes").catch(() => null);
    return answer?.status === 200 ? (answer.text.match(/"state": "ALIVE"/g) ?? []).length : 0;
  };

  const untilNodes = async (count: number, daemon: Daemon) => {
    const until = Date.now() + startMs;
    while ((await countNodes()) < count) {
      if (!daemon.isUp || Date.now() > until)
        throw new Error(`Ray did not start: ${readFileSync(join(temporary, "ray.log"), "utf8").slice(-2_000)}`);
      await sleep(250);
    }
  };

  const start = async () => {
    const head = ["--head", `--port=${port}`, "--dashboard-host=127.0.0.1", `--dashboard-port=${dashboard}`];
    const size = [`--num-cpus=${cpus}`, `--num-gpus=${gpus}`, `--ray-client-server-port=${await getPort()}`];
    await untilNodes(1, startDaemon(...head, ...size, `--temp-dir=${temporary}`));
  };

  const kill = async () => {
    for (const daemon of daemons) {
      try {
        process.kill(-daemon.pid, "SIGKILL");
      } catch {
        // All of its group are gone.
      }
    }
    daemons = [];
    await sleep(500);
  };

  await start();
  return {
    address,
    start,
    kill,
    addNode: async (count) => {
      const before = await countNodes();
      await untilNodes(before + 1, startDaemon(`--address=127.0.0.1:${port}`, "--num-cpus=4", `--num-gpus=${count}`));
    },
    end: async () => {
      await kill();
      rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** A new executor on the cluster and the system's Python, as a restarted runner would make one. */
export function executorOf(
  address: string,
  settings: Partial<RaySettings> = {},
  options: Partial<RayExecutorOptions> = {},
): ClusterExecutor {
  return createRayExecutor({
    settings: raySettingsSchema.parse({ address, ...settings }),
    token: null,
    python: "python3",
    wrapperPath: join(project, "server", "engines", "attempt", "wrapper.py"),
    runsFolder: tmpdir(),
    ...options,
  });
}
