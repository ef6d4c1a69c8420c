import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { downloadWords, hubSchema, isDownloading, type ModelDownload } from "../../contract/downloads";
import { AppError } from "../../contract/error";
import { hubs } from "../../contract/exports";
import { message } from "../../contract/message";
import { openServices } from "../../domain/open";
import { getDownload, startDownload, stopDownload } from "../../domain/placement/downloads/requests";
import type { Services } from "../../domain/services";
import { untilSignal } from "../ending";
import { words } from "../language";
import { print, say } from "../output";
import { withRunner } from "../run-runner";

const pollMs = 500;

type Options = { hub: string; json?: boolean };

/** `stillroom model download`. */
export function addModelCommands(program: Command): void {
  program
    .command("model")
    .description("Models of the hubs")
    .command("download")
    .description("Download a model into its hub's cache on this machine; again, it goes on where it broke off")
    .argument("<model>", "owner/name")
    .option("--hub <hub>", hubs.join(" or "), "huggingface")
    .option("--json", "print one JSON value")
    .action(download);
}

async function download(model: string, options: Options): Promise<void> {
  const hub = hubSchema.safeParse(options.hub);
  if (!hub.success) throw new AppError("invalid-input", message("cli.hub", { text: options.hub }), { field: "hub" });
  const services = openServices();
  const { id } = startDownload(services, hub.data, model);
  const signal = untilSignal();
  const ended = await withRunner(
    services,
    () => undefined,
    () => follow(services, id, signal),
  );
  if (ended.status !== "succeeded") process.exitCode = 1;
  if (ended.message !== null) say(`error: ${words(ended.message)}${ended.words === null ? "" : ` (${ended.words})`}`);
  if (ended.suggestion !== null) say(`remedy: ${words(ended.suggestion)}`);
  print(ended, options, ({ folder }) => folder ?? words(downloadWords(ended)));
}

/** Says how far a download is whenever that has changed, until it has ended; a signal ends it. */
async function follow(services: Services, id: string, signal: AbortSignal): Promise<ModelDownload> {
  const stop = () => stopDownload(services, id);
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  for (let said = ""; ; ) {
    const current = getDownload(services, id);
    if (!isDownloading(current)) return current;
    const line = words(downloadWords(current));
    if (line !== said) say(line);
    said = line;
    await sleep(pollMs);
  }
}
