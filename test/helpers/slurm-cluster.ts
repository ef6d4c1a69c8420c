import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import getPort from "get-port";
import { findByEnvironment } from "../../server/platform/process-facts";

export type SlurmCluster = {
  folder: string;
  /** For SLURM_CONF. */
  confFile: string;
  /** Output of one of Slurm's programs on this cluster. */
  run(program: string, ...args: string[]): string;
  killController(): Promise<void>;
  startController(): Promise<void>;
  stopMunge(): Promise<void>;
  startMunge(): Promise<void>;
  stop(): Promise<void>;
};

const sbin = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;

/**
 * A Slurm of one node with 2 CPUs and 2 simulated GPUs in a folder of its own, with partitions `main`, `brief` (a minute
 * at most) and `urgent` (whose jobs drive others out). Its node sees an empty folder in the place of `hidden`. Needs root and Slurm's packages.
 */
export async function startSlurm({ hidden }: { hidden?: string } = {}): Promise<SlurmCluster> {
  requireSlurm();
  const folder = mkdtempSync(join(tmpdir(), "stillroom-slurm-"));
  chmodSync(folder, 0o755);
  for (const name of ["state", "spool", "munge"]) mkdirSync(join(folder, name), { mode: 0o755 });
  writeFileSync(join(folder, "munge", "key"), randomBytes(128), { mode: 0o600 });
  // Character devices that do no harm stand for GPUs.
  for (const index of [0, 1]) execFileSync("mknod", [join(folder, `gpu${index}`), "c", "1", "3"]);
  const node = hostname().split(".")[0] ?? "localhost";
  const confFile = join(folder, "slurm.conf");
  const [controllerPort, nodePort] = [await getPort(), await getPort()];
  writeFileSync(confFile, slurmConf({ folder, node, controllerPort, nodePort }));
  writeFileSync(join(folder, "gres.conf"), `NodeName=${node} Name=gpu File=${folder}/gpu[0-1]\n`);
  const env = { ...process.env, PATH: sbin, SLURM_CONF: confFile };
  const daemons: Record<string, ChildProcess> = {};

  const launch = (name: string, args: string[], [program, ...before]: string[] = []) => {
    const log = openSync(join(folder, `${name}.out`), "a");
    const argv = program === undefined ? args : [...before, name, ...args];
    daemons[name] = spawn(program ?? name, argv, { detached: true, stdio: ["ignore", log, log], env });
  };
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { env, encoding: "utf8", timeout: 30_000, stdio: ["ignore", "pipe", "pipe"] });
  const untilAnswered = async (isUp: () => boolean) => {
    for (let tries = 0; tries < 150; tries++) {
      try {
        if (isUp()) return;
      } catch {
        // Not yet.
      }
      await sleep(200);
    }
    throw new Error(`Slurm did not start; see the logs in ${folder}`);
  };

  const cluster: SlurmCluster = {
    folder,
    confFile,
    run,
    killController: () => kill(daemons.slurmctld),
    stopMunge: () => kill(daemons.munged, "SIGTERM"),
    async startMunge() {
      launch("munged", ["--foreground", "--force", ...mungeFiles(folder)]);
      await untilAnswered(
        () =>
          execFileSync("munge", ["-n", `--socket=${folder}/munge/socket`], { env, stdio: ["ignore", "pipe", "ignore"] })
            .length > 0,
      );
    },
    async startController() {
      launch("slurmctld", ["-D", "-f", confFile]);
      await untilAnswered(() => /^(idle|mixed|allocated)$/m.test(run("sinfo", "-h", "-p", "main", "-o", "%T")));
    },
    async stop() {
      for (const daemon of [daemons.slurmctld, daemons.slurmd]) await kill(daemon);
      // Steps run in sessions of their own; all carry the configuration's name.
      for (const pid of findByEnvironment("SLURM_CONF", confFile)) if (pid !== process.pid) killProcess(pid);
      await kill(daemons.munged);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await cluster.startMunge();
  const apart = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"', hidden ?? ""];
  launch("slurmd", ["-D", "-f", confFile, "-N", node], hidden === undefined ? [] : apart);
  await cluster.startController();
  return cluster;
}

function requireSlurm(): void {
  for (const program of ["munged", "slurmctld", "slurmd", "sbatch"]) {
    try {
      execFileSync("which", [program], { env: { ...process.env, PATH: sbin } });
    } catch {
      throw new Error(`${program} is not installed. Run as root: test/clusters/install-slurm.sh`);
    }
  }
  if (process.getuid?.() !== 0) throw new Error("Slurm's tests need root, for the devices that stand for GPUs");
}

async function kill(daemon: ChildProcess | undefined, signal: "SIGKILL" | "SIGTERM" = "SIGKILL"): Promise<void> {
  if (daemon?.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = new Promise((resolve) => daemon.once("exit", resolve));
  process.kill(-daemon.pid, signal);
  await ended;
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

function mungeFiles(folder: string): string[] {
  const files = { socket: "socket", "key-file": "key", "pid-file": "pid", "log-file": "log", "seed-file": "seed" };
  return Object.entries(files).map(([option, file]) => `--${option}=${folder}/munge/${file}`);
}

type Layout = { folder: string; node: string; controllerPort: number; nodePort: number };

function slurmConf({ folder, node, controllerPort, nodePort }: Layout): string {
  return `ClusterName=stillroom
SlurmctldHost=${node}(127.0.0.1)
SlurmUser=root
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge/socket
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/linux
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
KillWait=10
MinJobAge=86400
JobRequeue=0
GresTypes=gpu
AccountingStorageType=accounting_storage/none
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
NodeName=${node} NodeAddr=127.0.0.1 CPUs=2 RealMemory=4000 Gres=gpu:2
PartitionName=main Nodes=${node} Default=YES MaxTime=UNLIMITED State=UP
PartitionName=brief Nodes=${node} MaxTime=1 State=UP
PartitionName=urgent Nodes=${node} PriorityTier=10 State=UP
PreemptType=preempt/partition_prio
PreemptMode=CANCEL
`;
}
