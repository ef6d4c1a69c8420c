import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import type { SweepEstimate } from "../../contract/preflight";
import { openServices } from "../../domain/open";
import { getSweep } from "../../domain/runs/sweeps/get";
import { print } from "../output";
import { describeSweep } from "../sweep-text";

/** More runs than this are started only after a yes. */
const askAbove = 6;

/** `stillroom sweep`. */
export function addSweepCommands(program: Command): void {
  program
    .command("sweep")
    .description("Show the trials of a sweep with their figures, mean and deviation over repeats")
    .argument("<sweep>")
    .option("--json", "print one JSON value")
    .action((sweepId: string, options: { json?: boolean }) =>
      print(getSweep(openServices().db, sweepId), options, describeSweep),
    );
}

/** Asks in the terminal before many runs are started. Throws `invalid-input` where nobody can answer, and when the answer is no. */
export async function confirmSweep({ runs }: Pick<SweepEstimate, "runs">, hasSaidYes: boolean): Promise<void> {
  if (runs <= askAbove || hasSaidYes) return;
  const suggestion = message("cli.sweep-runs-next");
  if (!process.stdin.isTTY) throw new AppError("invalid-input", message("cli.sweep-runs", { runs }), { suggestion });
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`Start ${runs} runs? [y/N] `);
  asking.close();
  if (!/^y(es)?$/i.test(answer.trim()))
    throw new AppError("invalid-input", message("cli.nothing-started"), { suggestion });
}
