import { AppError } from "../../contract/error";
import {
  type ClusterCapacity,
  type ConnectionCheck,
  type ConnectionReport,
  connectionCheckSchema,
} from "../../contract/executor";
import type { SlurmSettings } from "../../contract/executors/slurm";
import { failed, ok, skipped } from "../connection-checks";
import { adviceFor } from "./advice";
import { listNodes, type SlurmNode, sumOf } from "./capacity";
import { type RunSlurm, type SlurmProgram, wordsOf } from "./commands";
import { probe } from "./probe";
import { placementArgs, reservedOption, type SlurmExecutorOptions, smallest } from "./script";

// Slurm has all of them, in the order in which they are listed.
const order = connectionCheckSchema.shape.name.options;

/** Looks at everything that a run needs, up to the first thing that is wrong; a probe job tells of the nodes. Takes some seconds, two minutes at most. Never throws. */
export async function testConnection(options: SlurmExecutorOptions, run: RunSlurm): Promise<ConnectionReport> {
  const checks: ConnectionCheck[] = [];
  let capacity: ClusterCapacity | null = null;
  const note = (...found: ConnectionCheck[]) => {
    checks.push(...found);
    return found.every(({ state }) => state !== "failed");
  };
  try {
    const { settings } = options;
    if (note(checkSettings(settings)) && note(...(await checkPrograms(run))) && note(...(await checkController(run)))) {
      const nodes = await listNodes(run, settings);
      capacity = sumOf(nodes);
      if (note(checkNodes(nodes, settings)) && note(await checkPartition(run, settings)))
        note(...(await probe(options, run)));
    }
  } catch (error) {
    note(failed("nodes", error instanceof Error ? error.message : String(error), suggestionOf(error)));
  }
  const unseen = order.filter((name) => !checks.some((check) => check.name === name));
  checks.push(...unseen.map((name) => skipped(name, "Not looked at, since something before it is wrong")));
  checks.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  return { ok: checks.every(({ state }) => state !== "failed"), atMs: Date.now(), checks, capacity };
}

function checkSettings({ extraArgs, results, pushUrl }: SlurmSettings): ConnectionCheck {
  const reserved = reservedOption(extraArgs);
  if (reserved !== null)
    return failed("settings", `${reserved} is set by Stillroom itself`, "Remove it from the further options");
  if (results === "push" && pushUrl === null)
    return failed("settings", "The dashboard's address is missing", "Give the address by which the nodes reach it");
  return ok("settings", "The settings fit together");
}

const needed: SlurmProgram[] = ["sbatch", "squeue", "scontrol", "scancel"];

async function checkPrograms(run: RunSlurm): Promise<ConnectionCheck[]> {
  const asked = await Promise.all(needed.map(async (name) => ({ name, result: await run(name, ["--version"]) })));
  const missing = asked.filter(({ result }) => result.failure === "missing").map(({ name }) => name);
  if (missing.length > 0) {
    const advice = "Install Slurm's client programs on this host, or give the folder that holds them";
    return [failed("programs", `Not found: ${missing.join(", ")}`, advice)];
  }
  const first = asked[0]?.result;
  const version = /\d+\.\d+\S*/.exec(first?.stdout ?? "")?.[0];
  const programs = ok("programs", `Found: ${needed.join(", ")}`);
  if (version !== undefined) return [programs, ok("version", `Slurm ${version}`)];
  const advice = "Put the cluster's slurm.conf on this host, or set SLURM_CONF where Stillroom is started";
  return [programs, failed("reachable", first === undefined ? "No answer" : wordsOf(first), advice)];
}

async function checkController(run: RunSlurm): Promise<ConnectionCheck[]> {
  const result = await run("squeue", ["--me", "--noheader"]);
  const answers = ok("reachable", "The controller answers");
  if (result.failure === null) return [answers, ok("authorised", "Slurm knows this user")];
  const words = wordsOf(result);
  if (result.failure === "unauthorised") {
    const isOwn = /munge encode/i.test(words) || /munge encode/i.test(result.errorText);
    const advice = isOwn
      ? "Start munged on this host; it needs the cluster's /etc/munge/munge.key"
      : "Give this host the cluster's munge.key and the same time as the controller";
    return [
      skipped("reachable", "Not known while Slurm does not accept this host"),
      failed("authorised", words, advice),
    ];
  }
  // A munged that was killed leaves its socket, at which the programs then wait without a word.
  const also = result.failure === "timeout" ? " and whether munged runs on this host" : "";
  return [failed("reachable", words, `Look whether slurmctld runs and this host reaches its port${also}`)];
}

function checkNodes(nodes: SlurmNode[], { partition, gresName }: SlurmSettings): ConnectionCheck {
  if (nodes.length === 0) {
    const where = partition === null ? "a default partition" : `the partition ${partition}`;
    return failed("partition", `No node belongs to ${where}`, "Choose a partition that `sinfo` lists");
  }
  const away = nodes.filter(({ isUsable }) => !isUsable);
  const reasons = away.slice(0, 5).map(({ name, state, reason }) => `${name} ${state}${reason ? ` (${reason})` : ""}`);
  const { nodeCount, cpuCount, gpuCount } = sumOf(nodes);
  const told = away.length === 0 ? "" : `; not usable: ${reasons.join(", ")}`;
  const advice = "An administrator can bring nodes back with `scontrol update NodeName=NAME State=RESUME`";
  if (nodeCount === 0) return failed("nodes", `No node can take a job${told}`, advice);
  const has = `${cpuCount} CPUs and ${gpuCount} GPUs named ${gresName}`;
  return ok("nodes", `${nodeCount} of ${nodes.length} nodes usable, with ${has}${told}`);
}

async function checkPartition(run: RunSlurm, settings: SlurmSettings): Promise<ConnectionCheck> {
  const limits = { ...smallest, timeLimitMinutes: settings.timeLimitMinutes };
  const result = await run("sbatch", [...placementArgs(settings, limits), "--test-only"], "#!/bin/sh\n");
  if (result.failure !== null) return failed("partition", wordsOf(result), adviceFor(result.errorText));
  return ok("partition", "Slurm would take a job with these settings");
}

function suggestionOf(error: unknown): string | null {
  return error instanceof AppError ? error.suggestion : null;
}
