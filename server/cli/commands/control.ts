import type { Command } from "commander";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { openServices } from "../../domain/open";
import { requireRun } from "../../domain/pipeline/runs/get-row";
import { findSweep } from "../../domain/pipeline/runs/sweep-row";
import { holdRun, releaseRun, setPriority } from "../../domain/placement/queue/change";
import { readChanges } from "../../domain/recipes/apply-changes";
import { cancelSweep } from "../../domain/runs/control/cancel-sweep";
import { cloneWith } from "../../domain/runs/control/clone-with";
import { cancelRun, resumeRun, retryStage, stopRun } from "../../domain/runs/control/end-and-retry";
import { resumeFromCheckpoint } from "../../domain/runs/control/resume-checkpoint";
import { runUrl } from "../address";
import { print, say } from "../output";

/** `stillroom stop | cancel | resume | hold | release | priority | retry | clone`. */
export function addControlCommands(program: Command): void {
  const add = (name: string, description: string, act: (runId: string) => void) =>
    program
      .command(name)
      .description(description)
      .argument("<run>")
      .action((runId: string) => {
        act(runId);
        say(`${name}: ${runId}`);
      });
  add("stop", "Save a checkpoint, then end the run", (runId) => stopRun(openServices().db, runId));
  add("cancel", "End a run, or every run of a sweep, at once", (id) => {
    const { db } = openServices();
    if (findSweep(db, id) === undefined) cancelRun(db, id);
    else cancelSweep(db, id);
  });
  addAgain(program);
  add("hold", "Start nothing more of a run; what runs goes on", (runId) => holdRun(openServices().db, runId));
  add("release", "Let a held run start again", (runId) => releaseRun(openServices().db, runId));
  program
    .command("priority")
    .description("Show how early a run starts, or change it (-100 to 100, higher is earlier)")
    .argument("<run>")
    .argument("[n]", "the new priority")
    // A negative number looks like an option.
    .allowUnknownOption()
    .option("--json", "print one JSON value")
    .action((runId: string, value: string | undefined, options: { json?: boolean }) => {
      const { db } = openServices();
      if (value !== undefined) setPriority(db, { runId, priority: Number(value) });
      const { priority } = requireRun(db, runId);
      print({ runId, priority }, options, () => `${runId}  ${priority}`);
    });
  program
    .command("clone")
    .description("Start the recipe of a run again, with changes where some are set")
    .argument("<run>")
    .option(
      "--set <key=value>",
      "another value of a recipe key, such as training.batchSize=1; may be repeated",
      collect,
      [],
    )
    .option("--json", "print one JSON value")
    .action(async (parentRunId: string, options: { set: string[]; json?: boolean }) => {
      const services = openServices();
      const changes = readChanges(options.set);
      const { runId, edits } = await cloneWith(services, { runId: parentRunId, changes });
      const url = runUrl(services.paths, runId);
      print({ runId, url, changes: edits }, options, () =>
        [
          `${runId}  ${url}`,
          ...edits.map(({ path, before, after }) => `  ${path}: ${before ?? "-"} -> ${after ?? "-"}`),
        ].join("\n"),
      );
    });
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

type CheckpointOptions = { checkpoint?: string; attempt?: string };

function addAgain(program: Command): void {
  const withCheckpoint = (command: Command) =>
    command
      .option("--checkpoint <step>", "go on from the checkpoint of this step; stages that use the model run again")
      .option("--attempt <n>", "the attempt that saved the checkpoint (default: the latest that has it)");
  withCheckpoint(program.command("resume"))
    .description("Go on with every stage that did not succeed, training from its last checkpoint")
    .argument("<run>")
    .action((runId: string, options: CheckpointOptions) => {
      const { db } = openServices();
      const wish = wishOf(options);
      if (wish === null) resumeRun(db, runId);
      else resumeFromCheckpoint(db, { runId, ...wish });
      say(`resume: ${runId}`);
    });
  withCheckpoint(program.command("retry"))
    .description("Make another attempt of one stage")
    .argument("<run>")
    .argument("<stage>")
    .action((runId: string, stageKey: string, options: CheckpointOptions) => {
      const { db } = openServices();
      const wish = wishOf(options);
      if (wish === null) retryStage(db, { runId, stageKey });
      else resumeFromCheckpoint(db, { runId, stageKey, ...wish });
    });
}

function wishOf({ checkpoint, attempt }: CheckpointOptions): { step: number; attempt: number | null } | null {
  if (checkpoint === undefined && attempt === undefined) return null;
  return {
    step: wholeNumber(checkpoint ?? "", "checkpoint"),
    attempt: attempt === undefined ? null : wholeNumber(attempt, "attempt"),
  };
}

function wholeNumber(text: string, field: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new AppError("invalid-input", message("cli.whole-number", { option: field, text }), {
    field,
    suggestion: message("cli.whole-number-next"),
  });
}
