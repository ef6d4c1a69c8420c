import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Tx } from "../../../../db/client";
import { attempts, stages } from "../../../../db/schema/index";
import { message } from "../../../contract/message";
import type { Args } from "../../../engines/ms-swift/imported/args-reader";
import { argsFile, readArgs } from "../../../engines/ms-swift/imported/output-folder";
import { recipeFromArgs } from "../../../engines/ms-swift/imported/recipe-from-args";
import { createId } from "../../../platform/ids";
import { importExecutor } from "../../pipeline/runs/imported";
import { insertRun } from "../../pipeline/runs/insert-row";
import type { Services } from "../../services";
import { endImport } from "./end";
import { lostExit } from "./ending";
import { findImport, type ImportedRun, importedStage, insertState, newState } from "./state";

const secretKey = /(_token|_secret|password|api_key|webhook_url)$/;

/** A run of its own kind for a folder: the recipe that its arguments tell and one stage, with nothing read yet. */
export function createImport({ paths }: Services, tx: Tx, source: string, name: string | undefined): ImportedRun {
  const runId = createId("r");
  const stageId = createId("s");
  const args = readArgs(source);
  insertRun(tx, runId, recipeFromArgs(args, name ?? nameOf(source)), null);
  tx.insert(stages)
    .values({
      ...{ id: stageId, runId, key: importedStage, position: 0, kind: "distill", subject: null, status: "running" },
      ...{ dependsOnJson: "[]", argvJson: "[]", commandsJson: "[]", envJson: "{}" },
    })
    .run();
  const directory = join(paths.runs, runId, importedStage, "a1");
  insertAttempt(tx, { id: stageId }, 1, directory);
  const damaged = insertState(tx, runId, newState(source));
  if (damaged !== null) endImport(tx, damaged, lostExit(message("imports.damaged")));
  if (args !== null) keepArgs(directory, args);
  const made = findImport(tx, source);
  if (made === null) throw new Error("The import that was just stored cannot be found");
  return made;
}

/** Adds an attempt that a log shows. */
export function insertAttempt(tx: Tx, stage: { id: string }, number: number, directory: string): void {
  const id = attemptId(stage, number);
  tx.insert(attempts)
    .values({ id, stageId: stage.id, number, status: "running", executor: importExecutor, directory })
    .run();
}

/** The id of an attempt of an imported stage. */
export function attemptId(stage: { id: string }, number: number): string {
  return `${stage.id}.a${number}`;
}

/** What the run of a folder is called. ms-swift puts runs into `<name>/v0-<date>`; the name before it tells more. */
export function nameOf(source: string): string {
  const own = basename(source);
  return /^v\d+-\d{8}-\d{6}$/.test(own) ? `${basename(dirname(source))} ${own}` : own;
}

/** Keeps every argument in the run's own folder, with tokens and passwords blotted out wherever they stand. */
function keepArgs(directory: string, args: Args): void {
  const secrets = Object.entries(args).flatMap(([key, value]) =>
    secretKey.test(key) && typeof value === "string" && value !== "" ? [value] : [],
  );
  const text = secrets.reduce((rest, secret) => rest.replaceAll(secret, "(removed)"), JSON.stringify(args, null, 2));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, argsFile), `${text}\n`);
}
