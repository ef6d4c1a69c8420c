import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { openServices, pathsOfThis } from "../../domain/open";
import { readLog } from "../../domain/results/logs/read";
import { getRun } from "../../domain/runs/views/get";
import { untilSignal } from "../ending";
import { describeLogLine, readServerLog } from "../server-log";

const sliceBytes = 1_048_576;

type Options = { follow?: boolean; server?: boolean; json?: boolean };

/** `stillroom logs`. */
export function addLogsCommand(program: Command): void {
  program
    .command("logs")
    .description("Print the log of a stage, or with --server what web and runner have logged")
    .argument("[run]")
    .argument("[stage]")
    .option("--server", "the log of web and runner, with the errors that pages name by an id")
    .option("--follow", "go on until the stage has ended; with --server until Ctrl+C")
    .option("--json", "with --server: its JSON lines as they are")
    .action(async (runId: string | undefined, stageKey: string | undefined, options: Options) => {
      if (options.server) await printServerLog(options);
      else if (runId !== undefined && stageKey !== undefined) await printStageLog(runId, stageKey, options);
      else
        throw new AppError("invalid-input", message("cli.logs-of-what"), {
          suggestion: message("cli.logs-of-what-next"),
        });
    });
}

/** Reads no database: it is most wanted when that cannot be opened. */
async function printServerLog({ follow = false, json = false }: Options): Promise<void> {
  const render = json ? (line: string) => line : describeLogLine;
  const onLines = (lines: string[]) => process.stdout.write(lines.map((line) => `${render(line)}\n`).join(""));
  await readServerLog(pathsOfThis().logs, { follow, signal: untilSignal(), onLines });
}

async function printStageLog(runId: string, stageKey: string, { follow }: Options): Promise<void> {
  const services = openServices();
  let position = 0;
  for (;;) {
    const slice = await readLog(services, { runId, stageKey, startBytes: position, maxBytes: sliceBytes });
    process.stdout.write(slice.text);
    position = slice.endBytes;
    if (slice.endBytes < slice.sizeBytes) continue;
    const stage = getRun(services, runId).stages.find(({ key }) => key === stageKey);
    if (!follow || stage?.endedAt != null) return;
    await sleep(500);
  }
}
