import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { runCommand } from "../../../server/cli/setup/command";
import { readStartTicks } from "../../../server/platform/process-facts";

/** Starts another process, tells its pid, and both go on for long. */
const parent = ["-c", "sleep 60 & echo $!; wait"];
const modulePath = join(import.meta.dirname, "../../../server/cli/setup/command.ts");

it("gives how a program ended with what it wrote, and tells one that is not there", async () => {
  const lines: string[] = [];
  const ended = await runCommand("sh", ["-c", "echo $WORD; exit 3"], {
    env: { WORD: "said" },
    onLine: (line) => lines.push(line),
  });
  expect([ended, lines]).toEqual([{ code: 3, output: "said\n" }, ["said"]]);
  expect((await runCommand("/none/at/all", [])).code).toBe(127);
});

it("ends a program that takes too long with all that it started", async () => {
  const { code, output } = await runCommand("sh", parent, { timeoutMs: 300 });
  expect(code).toBeNull();
  await wait(100);
  expect(readStartTicks(Number(output))).toBeNull();
});

it.each([
  ["nobody else listens to", "", { code: null, signal: "SIGTERM" }],
  ["others listen to too", 'process.once("SIGTERM", () => undefined);', { code: 0, signal: null }],
])("ends all of it by a signal that %s", async (_name, listen, end) => {
  const work = `const { runCommand } = await import(${JSON.stringify(modulePath)}); ${listen}
    await runCommand("sh", ${JSON.stringify(parent)}, { onLine: (line) => console.log(line) });`;
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = spawn(process.execPath, ["--import", tsx, "--input-type=module", "-e", work]);
  const [pid] = await once(child.stdout, "data");
  expect(readStartTicks(Number(pid))).not.toBeNull();
  child.kill("SIGTERM");
  const [code, signal] = await once(child, "exit");
  expect({ code, signal }).toEqual(end);
  await wait(100);
  expect(readStartTicks(Number(pid))).toBeNull();
});
