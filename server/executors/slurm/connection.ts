import { AppError, saidOf } from "../../contract/error";
import {
  type ClusterCapacity,
  type ConnectionCheck,
  type ConnectionReport,
  connectionCheckSchema,
} from "../../contract/executor";
import type { SlurmSettings } from "../../contract/executors/slurm";
import { type Message, message } from "../../contract/message";
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
    note(failed("nodes", saidOf(error), suggestionOf(error)));
  }
  const unseen = order.filter((name) => !checks.some((check) => check.name === name));
  checks.push(...unseen.map((name) => skipped(name, message("connections.not-looked-at"))));
  checks.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  return { ok: checks.every(({ state }) => state !== "failed"), atMs: Date.now(), checks, capacity };
}

function checkSettings({ extraArgs, results, pushUrl }: SlurmSettings): ConnectionCheck {
  const reserved = reservedOption(extraArgs);
  if (reserved !== null)
    return failed(
      "settings",
      message("clusters.reserved-option", { option: reserved }),
      message("connections.reserved-here-next"),
    );
  if (results === "push" && pushUrl === null)
    return failed(
      "settings",
      message("connections.no-dashboard-address"),
      message("connections.no-dashboard-address-next"),
    );
  return ok("settings", message("connections.settings-fit"));
}

const needed: SlurmProgram[] = ["sbatch", "squeue", "scontrol", "scancel"];

async function checkPrograms(run: RunSlurm): Promise<ConnectionCheck[]> {
  const asked = await Promise.all(needed.map(async (name) => ({ name, result: await run(name, ["--version"]) })));
  const missing = asked.filter(({ result }) => result.failure === "missing").map(({ name }) => name);
  if (missing.length > 0) {
    const advice = message("connections.not-found-next");
    return [failed("programs", message("connections.not-found", { names: missing.join(", ") }), advice)];
  }
  const first = asked[0]?.result;
  const version = /\d+\.\d+\S*/.exec(first?.stdout ?? "")?.[0];
  const programs = ok("programs", message("connections.found", { names: needed.join(", ") }));
  if (version !== undefined) return [programs, ok("version", message("connections.slurm-version", { version }))];
  const advice = message("connections.no-slurm-conf-next");
  return [
    programs,
    failed("reachable", first === undefined ? message("connections.no-answer") : wordsOf(first), advice),
  ];
}

async function checkController(run: RunSlurm): Promise<ConnectionCheck[]> {
  const result = await run("squeue", ["--me", "--noheader"]);
  const answers = ok("reachable", message("connections.controller-answers"));
  if (result.failure === null) return [answers, ok("authorised", message("connections.user-known"))];
  const words = wordsOf(result);
  if (result.failure === "unauthorised") {
    const isOwn = /munge encode/i.test(result.errorText);
    const advice = isOwn ? message("connections.start-munge-next") : message("connections.munge-key-next");
    return [skipped("reachable", message("connections.host-not-accepted")), failed("authorised", words, advice)];
  }
  // A munged that was killed leaves its socket, at which the programs then wait without a word.
  const advice = result.failure === "timeout" ? "connections.controller-or-munge-next" : "connections.controller-next";
  return [failed("reachable", words, message(advice))];
}

function checkNodes(nodes: SlurmNode[], { partition, gresName }: SlurmSettings): ConnectionCheck {
  if (nodes.length === 0) {
    const found =
      partition === null
        ? message("connections.no-default-partition")
        : message("connections.no-partition", { partition });
    return failed("partition", found, message("connections.no-partition-next"));
  }
  const away = nodes.filter(({ isUsable }) => !isUsable);
  const reasons = away.slice(0, 5).map(({ name, state, reason }) => `${name} ${state}${reason ? ` (${reason})` : ""}`);
  const { nodeCount, cpuCount, gpuCount } = sumOf(nodes);
  const withAway = (said: Message) =>
    away.length === 0 ? said : message("connections.nodes-away", { message: said, names: reasons.join(", ") });
  if (nodeCount === 0)
    return failed("nodes", withAway(message("connections.nodes-none")), message("connections.nodes-back-next"));
  const values = { usable: nodeCount, nodes: nodes.length, cpus: cpuCount, gpus: gpuCount, gres: gresName };
  return ok("nodes", withAway(message("connections.slurm-nodes", values)));
}

async function checkPartition(run: RunSlurm, settings: SlurmSettings): Promise<ConnectionCheck> {
  const limits = { ...smallest, timeLimitMinutes: settings.timeLimitMinutes };
  const result = await run("sbatch", [...placementArgs(settings, limits), "--test-only"], "#!/bin/sh\n");
  if (result.failure !== null) return failed("partition", wordsOf(result), adviceFor(result.errorText));
  return ok("partition", message("connections.would-take"));
}

function suggestionOf(error: unknown): Message | null {
  return error instanceof AppError ? error.suggestion : null;
}
