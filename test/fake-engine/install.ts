import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { quoteWord } from "../../server/contract/shell-word";

const version = "none: the fake engine of development";
const programs = ["python", "swift", "evalscope"];

/** Makes an engine folder whose programs are the fake engine; needs no Python. */
export function installFakeEngine(folder: string): void {
  const bin = join(folder, "venv", "bin");
  mkdirSync(bin, { recursive: true });
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const words = [process.execPath, "--import", tsx, join(import.meta.dirname, "main.ts")].map(quoteWord).join(" ");
  for (const name of programs) {
    const file = join(bin, name);
    writeFileSync(file, `#!/bin/sh\nexec ${words} "$@"\n`);
    chmodSync(file, 0o755);
  }
  writeFileSync(join(folder, "ready.json"), JSON.stringify({ versions: { "ms-swift": version } }));
}
