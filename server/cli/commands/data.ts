import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { dataMappingSchema } from "../../contract/data-look";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { lookAtData } from "../../domain/recipes/data/look-at";
import { writeNormal } from "../../domain/recipes/data/write-normal";
import { describeData } from "../data-text";
import { print, say } from "../output";

type Options = { json?: boolean; columns?: string; leaveOut?: boolean; out?: string };

/** `stillroom data`. */
export function addDataCommand(program: Command): void {
  program
    .command("data")
    .description("Show what a data file holds; exit code 1 when rows of it cannot be read")
    .argument("<file>", "JSON Lines, JSON, CSV, TSV, Parquet or text, also gzip")
    .option("--columns <roles>", "which columns hold what: prompt=question,answer=reply")
    .option("--leave-out", "rows that cannot be read are no reason for exit code 1, nor to write no file")
    .option("--out <file>", "write the rows as JSON Lines of messages to a new file")
    .option("--json", "print one JSON value")
    .action(showData);
}

async function showData(file: string, options: Options): Promise<void> {
  const path = resolve(file);
  if (!existsSync(path) || !statSync(path).isFile())
    throw new AppError("not-found", message("cli.no-file", { file }), { suggestion: message("cli.no-data-next") });
  const columns = columnsOf(options.columns);
  const look = await lookAtData(path, { columns });
  print(look, options, describeData);
  const refused = look.problems.some(({ isFatal }) => isFatal || !options.leaveOut) || look.goodRows === 0;
  if (refused) process.exitCode = 1;
  else if (options.out !== undefined) await writeOut(path, options.out, columns);
}

async function writeOut(path: string, out: string, columns: ReturnType<typeof columnsOf>): Promise<void> {
  const target = resolve(out);
  if (existsSync(target))
    throw new AppError("conflict", message("cli.bundle-taken", { path: out }), {
      suggestion: message("cli.bundle-taken-next"),
    });
  const { rows, leftOut } = await writeNormal(path, { columns }, target);
  say(`${out}: ${rows} rows${leftOut > 0 ? `, ${leftOut} left out` : ""}`);
}

/** Columns by what they hold. Throws `invalid-input` for what is no list of roles and columns. */
function columnsOf(text: string | undefined) {
  if (text === undefined) return undefined;
  const pairs = text.split(",").map((pair) => {
    const [role = "", ...name] = pair.split("=");
    return [role.trim(), name.join("=").trim()];
  });
  const { data } = dataMappingSchema.safeParse(Object.fromEntries(pairs));
  if (data !== undefined && pairs.every(([, name]) => name !== "")) return data;
  throw new AppError("invalid-input", message("cli.columns", { text }), { suggestion: message("cli.columns-next") });
}
