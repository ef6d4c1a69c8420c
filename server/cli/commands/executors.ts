import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { parse } from "yaml";
import { AppError } from "../../contract/error";
import { type Cluster, type ConnectionReport, clusterKindSchema, executorNames } from "../../contract/executor";
import { message } from "../../contract/message";
import { openServices } from "../../domain/open";
import { getCluster, listClusters, saveCluster } from "../../domain/placement/executors/clusters";
import { getHostSettings, saveHostSettings } from "../../domain/placement/host/settings";
import { createClusters } from "../create-clusters";
import { words } from "../language";
import { print, say } from "../output";

/** `stillroom executors`, `executor set | test`. */
export function addExecutorCommands(program: Command): void {
  program
    .command("executors")
    .description("Show the clusters that are set up")
    .option("--json", "print one JSON value")
    .action((options: { json?: boolean }) => {
      const list = listClusters(openServices());
      const stateOf = ({ settings, problem }: Cluster) => (settings === null ? "not set up" : (problem ?? "set up"));
      const clusters = () => list.map((cluster) => `${cluster.kind}  ${stateOf(cluster)}`);
      print(list, options, () => ["local  this host", ...clusters()].join("\n"));
    });
  const executor = program.command("executor").description("Set what this host gives out; set up or test a cluster");
  executor
    .command("set")
    .description("Store settings from YAML or JSON, such as '{ address: http://ray-head:8265 }' or '{ cpuSlots: 2 }'")
    .argument("<kind>", "local, ray or slurm")
    .argument("<settings>")
    .option("--token-file <file>", "a file with the token that the cluster asks for")
    .action((name: string, text: string, { tokenFile }: { tokenFile?: string }) => {
      if (name === "local") {
        saveHostSettings(openServices(), readSettings(text));
        say("Stored, for what starts from now on; see: stillroom executor show local");
        return;
      }
      const kind = kindOf(name);
      const token = tokenFile === undefined ? undefined : readFileSync(tokenFile, "utf8").trim();
      saveCluster(openServices(), { kind, settings: readSettings(text), token });
      say(`${executorNames[kind]} is set up; test it with: stillroom executor test ${kind}`);
    });
  executor
    .command("test")
    .description("Look at everything that a run on a cluster needs")
    .argument("<kind>", "ray or slurm")
    .option("--json", "print one JSON value")
    .action(async (name: string, options: { json?: boolean }) => {
      const services = openServices();
      const kind = kindOf(name);
      const cluster = createClusters(services)(kind);
      if (cluster === null)
        throw new AppError("conflict", message("clusters.not-set-up", { name: executorNames[kind] }), {
          suggestion: message("cli.cluster-unset-next", { kind, settings: "{…}" }),
        });
      const report = await cluster.testConnection();
      print(report, options, render);
      if (!report.ok) process.exitCode = 1;
    });
  executor
    .command("show")
    .description("Show the settings of this host, or those of a cluster and what the runner knows of it")
    .argument("<kind>", "local, ray or slurm")
    .action((name: string) => {
      const services = openServices();
      const shown = name === "local" ? getHostSettings(services) : getCluster(services, kindOf(name));
      print(shown, { json: true }, String);
    });
}

function readSettings(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new AppError(
      "invalid-input",
      message("cli.settings-yaml", { words: error instanceof Error ? error.message : String(error) }),
      {
        suggestion: message("cli.settings-yaml-next", { example: "'{ cpuSlots: 2 }'" }),
      },
    );
  }
}

function kindOf(name: string) {
  const kind = clusterKindSchema.safeParse(name);
  if (kind.success) return kind.data;
  throw new AppError("invalid-input", message("cli.no-cluster", { name }), {
    suggestion: message("cli.no-cluster-next"),
  });
}

function render({ checks, capacity }: ConnectionReport): string {
  const lines = checks.map(
    ({ name, state, message, suggestion }) =>
      `${state.padEnd(8)}${name}: ${words(message)}${suggestion ? `\n        ${words(suggestion)}` : ""}`,
  );
  const has = capacity && `${capacity.nodeCount} nodes, ${capacity.gpuCount} GPUs, ${capacity.cpuCount} CPU cores`;
  return [...lines, ...(has ? [has] : [])].join("\n");
}
