import type { Command } from "commander";
import { stringify } from "yaml";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { openServices } from "../../domain/open";
import { requireRun } from "../../domain/pipeline/runs/get-row";
import { createShare } from "../../domain/publish/shares/manage";
import { listSeries } from "../../domain/results/metrics/series";
import { getRun } from "../../domain/runs/views/get";
import { dashboardUrl } from "../address";
import { print } from "../output";

const dayMs = 24 * 3_600_000;

/** `stillroom metrics | export | share`. */
export function addResultCommands(program: Command): void {
  program
    .command("metrics")
    .description("Print the points of a metric")
    .argument("<run>")
    .requiredOption("--key <key>", "metric key, such as loss")
    .option("--points <n>", "thin each series to this many points", Number)
    .option("--json", "print one JSON value")
    .action((runId: string, options: { key: string; points?: number; json?: boolean }) => {
      const { db } = openServices();
      requireRun(db, runId);
      const found = listSeries(db, {
        runIds: [runId],
        keys: [options.key],
        points: options.points ?? Number.MAX_SAFE_INTEGER,
      });
      const series = found.map(({ key, stageKey, attempt, total, points }) => ({
        key,
        stage: stageKey,
        attempt,
        total,
        points: points.map(([step, , value]) => [step, value]),
      }));
      print({ series }, options, () =>
        series.flatMap(({ points }) => points.map((point) => point.join("\t"))).join("\n"),
      );
    });
  program
    .command("export")
    .description("Write a run to stdout")
    .argument("<run>")
    .option("--format <format>", "json, csv or recipe", "json")
    .action((runId: string, { format }: { format: string }) => {
      process.stdout.write(`${exportRun(runId, format)}\n`);
    });
  program
    .command("share")
    .description("Make a read-only link to a run")
    .argument("<run>")
    .option("--expires <days>", "end of the link, such as 30d")
    .option("--json", "print one JSON value")
    .action((runId: string, options: { expires?: string; json?: boolean }) => {
      const { db, paths } = openServices();
      const share = createShare(db, { kind: "run", runIds: [runId], title: "", expiresAt: expiryOf(options.expires) });
      const url = `${dashboardUrl(paths)}${share.path}`;
      print({ url, id: share.id, expiresAt: share.expiresAt }, options, () => url);
    });
}

function expiryOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const days = /^(\d+)d$/.exec(text)?.[1];
  if (days === undefined || Number(days) === 0)
    throw new AppError("invalid-input", message("cli.days", { text }), {
      field: "expires",
      suggestion: message("cli.days-next"),
    });
  return Date.now() + Number(days) * dayMs;
}

function exportRun(runId: string, format: string): string {
  const run = getRun(openServices(), runId);
  if (format === "json") return JSON.stringify(run, null, 2);
  if (format === "recipe") return run.recipeText ?? stringify(run.recipe);
  if (format !== "csv")
    throw new AppError("invalid-input", message("cli.format", { format }), {
      field: "format",
      suggestion: message("cli.format-next"),
    });
  const rows = run.evaluations.flatMap((entry) =>
    Object.entries(entry.scores).map(([metric, score]) =>
      [
        entry.subject,
        entry.dataset,
        metric,
        score.value,
        score.n,
        score.low,
        score.high,
        entry.latencyMs.p50,
        entry.latencyMs.p95,
        entry.ttftMs,
        entry.tokensPerSecond,
        entry.sizeBytes,
        entry.peakMemoryBytes,
        entry.peakGpuMemoryBytes,
        entry.outputTokens,
      ]
        .map((value) => value ?? "")
        .join(","),
    ),
  );
  const header =
    "subject,dataset,metric,value,n,low,high,latency_p50_ms,latency_p95_ms,ttft_ms,tokens_per_second,size_bytes,peak_memory_bytes,peak_gpu_memory_bytes,mean_output_tokens";
  return [header, ...rows].join("\n");
}
