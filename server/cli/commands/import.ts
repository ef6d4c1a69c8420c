import type { Command } from "commander";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { openServices } from "../../domain/open";
import { followFolder } from "../../domain/runs/imports/follow";
import { type ImportResult, importFolder } from "../../domain/runs/imports/import-folder";
import type { Paths } from "../../platform/paths";
import { runUrl } from "../address";
import { words } from "../language";
import { print, say } from "../output";

const pollMs = 1_000;
const defaultGiveUpMinutes = 120;

type Options = { follow?: boolean; name?: string; giveUp?: string; json?: boolean };

/** `stillroom import`. */
export function addImportCommand(program: Command): void {
  program
    .command("import")
    .description(
      "Make a run of an ms-swift output folder or of TensorBoard event files; a second time brings it up to date",
    )
    .argument("<folder>", "the folder with logging.jsonl, or with event files")
    .option("--follow", "go on reading until the training ends")
    .option("--give-up <minutes>", `with --follow: how long nothing may be written (${defaultGiveUpMinutes})`)
    .option("--name <name>", "name of the run instead of the folder's")
    .option("--json", "print one JSON value")
    .action(runImport);
}

async function runImport(directory: string, options: Options): Promise<void> {
  const services = openServices();
  const giveUpMs = minutesOf(options.giveUp) * 60_000;
  const request = { directory, giveUpMs, ...(options.name !== undefined && { name: options.name }) };
  const { runId, exit } = options.follow
    ? await withSignal((signal) => followFolder(services, { ...request, pollMs, signal, onLook: tell(services.paths) }))
    : importFolder(services, { ...request, follow: false });
  const isUnsure = exit?.outcome !== "succeeded";
  if (exit !== null && isUnsure)
    say([exit.message, exit.suggestion].flatMap((text) => (text === null ? [] : words(text))).join(". "));
  if (options.follow && isUnsure) process.exitCode = 1;
  print({ runId }, options, () => `${runId}  ${runUrl(services.paths, runId)}`);
}

/** Tells where the run is at the first look, and how many lines came at each one that brought some. */
function tell(paths: Paths): (result: ImportResult) => void {
  let isFirst = true;
  return ({ runId, newReadings }) => {
    if (isFirst) say(`Following: ${runUrl(paths, runId)}`);
    if (newReadings > 0) say(`${newReadings} new lines`);
    isFirst = false;
  };
}

async function withSignal<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const ending = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => ending.abort());
  return work(ending.signal);
}

function minutesOf(text: string | undefined): number {
  if (text === undefined) return defaultGiveUpMinutes;
  const minutes = Number(text);
  if (Number.isFinite(minutes) && minutes > 0) return minutes;
  throw new AppError("invalid-input", message("cli.minutes", { text }), {
    field: "give-up",
    suggestion: message("cli.minutes-next"),
  });
}
