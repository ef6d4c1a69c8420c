import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { AppError } from "../../contract/error";
import { message } from "../../contract/message";
import { openServices } from "../../domain/open";
import { buildBundle } from "../../domain/publish/bundles/bundle";
import { packBundle } from "../../domain/publish/bundles/pack";
import { print } from "../output";

type Options = { subject: string; out: string; json?: boolean };

/** `stillroom bundle`: what it takes to serve a finished student elsewhere. */
export function addBundleCommand(program: Command): void {
  program
    .command("bundle")
    .description("Write Docker, Kubernetes and Ray Serve files for a finished student")
    .argument("<run>")
    .option("--subject <subject>", "student, or a quantised one such as student-bnb-4", "student")
    .requiredOption("--out <path>", "an empty or new folder, or a new file that ends in .zip")
    .option("--json", "print one JSON value")
    .action((runId: string, { subject, out, json }: Options) => {
      const bundle = buildBundle(openServices(), runId, subject);
      if (out.endsWith(".zip")) writeArchive(out, packBundle(bundle));
      else writeFolder(out, bundle.files);
      const files = bundle.files.map(({ path }) => path);
      print({ name: bundle.name, out, files }, { json }, () => `Wrote ${files.length} files to ${out}`);
    });
}

function writeArchive(out: string, archive: Buffer): void {
  if (existsSync(out)) throw taken(out);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, archive, { flag: "wx" });
}

function writeFolder(out: string, files: { path: string; content: string }[]): void {
  if (existsSync(out) && readdirSync(out).length > 0) throw taken(out);
  for (const { path, content } of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), content);
  }
}

function taken(out: string): AppError {
  return new AppError("conflict", message("cli.bundle-taken", { path: out }), {
    field: "out",
    suggestion: message("cli.bundle-taken-next"),
  });
}
