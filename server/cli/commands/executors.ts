import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { parse } from "yaml";
import { AppError } from "../../contract/error";
import { type ConnectionReport, clusterKindSchema, executorNames } from "../../contract/executor";
import { getCluster, listClusters, saveCluster } from "../../domain/executors/clusters";
import { openServices } from "../../domain/open";
import { createClusters } from "../create-clusters";
import { print, say } from "../output";

/** `stillroom executors`, `executor set | test`. */
export function addExecutorCommands(program: Command): void {
  program
    .command("executors")
    .description("Show the clusters that are set up")
    .option("--json", "print one JSON value")
    .action((options: { json?: boolean }) => {
      const list = listClusters(openServices());
      print(list, options, () =>
        list
          .map(({ kind, settings, problem }) => `${kind}  ${settings === null ? "not set up" : (problem ?? "set up")}`)
          .join("\n"),
      );
    });
  const executor = program.command("executor").description("Set up or test a cluster");
  executor
    .command("set")
    .description("Store a cluster's settings from YAML or JSON, such as '{ address: http://ray-head:8265 }'")
    .argument("<kind>", "ray or slurm")
    .argument("<settings>")
    .option("--token-file <file>", "a file with the token that the cluster asks for")
    .action((name: string, text: string, { tokenFile }: { tokenFile?: string }) => {
      const kind = kindOf(name);
      const token = tokenFile === undefined ? undefined : readFileSync(tokenFile, "utf8").trim();
      saveCluster(openServices(), { kind, settings: parse(text), token });
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
        throw new AppError("conflict", `${executorNames[kind]} is not set up`, {
          suggestion: `Run: stillroom executor set ${kind} '{…}'`,
        });
      const report = await cluster.testConnection();
      print(report, options, render);
      if (!report.ok) process.exitCode = 1;
    });
  executor
    .command("show")
    .description("Show a cluster's settings and what the runner knows of it")
    .argument("<kind>", "ray or slurm")
    .action((name: string) => print(getCluster(openServices(), kindOf(name)), { json: true }, String));
}

function kindOf(name: string) {
  const kind = clusterKindSchema.safeParse(name);
  if (kind.success) return kind.data;
  throw new AppError("invalid-input", `There is no cluster of kind '${name}'`, { suggestion: "Write ray or slurm" });
}

function render({ checks, capacity }: ConnectionReport): string {
  const lines = checks.map(
    ({ name, state, message, suggestion }) =>
      `${state.padEnd(8)}${name}: ${message}${suggestion ? `\n        ${suggestion}` : ""}`,
  );
  const has = capacity && `${capacity.nodeCount} nodes, ${capacity.gpuCount} GPUs, ${capacity.cpuCount} CPU cores`;
  return [...lines, ...(has ? [has] : [])].join("\n");
}
