import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recipeSchema } from "../../server/contract/recipe/recipe";
import { envFor } from "../../server/engines/ms-swift/model-args";
import { lossSettings, lossSettingsFile } from "../../server/engines/ms-swift/training/loss-settings";
import { trainArgv } from "../../server/engines/ms-swift/training/train-argv";
import { resolvePaths } from "../../server/platform/paths";
import { type MemoryCase, memoryCases, memoryRecipe } from "../helpers/memory-cases";

/**
 * Peak resident memory of real trainings of the demo pair, one JSON line each: the figures behind
 * `public/docs/memory-estimate.md`. `npx tsx test/bench/memory.ts [part of a name …]`; needs the engine and the demo models.
 */
const paths = resolvePaths();
const models = {
  teacher: join(paths.models, "SmolLM2-135M-Instruct"),
  student: join(paths.models, "SmolLM2-10-layers"),
};
const folder = mkdtempSync(join(tmpdir(), "stillroom-memory-"));
const wanted = process.argv.slice(2);
const sampleMs = 200;
const pageBytes = 4096;
/** What chatml puts around "Count" and the answer. */
const templateTokens = 12;

/** Rows of exactly `length` tokens under the template chatml: longer ones would be left out. */
function writeRows(length: number): string {
  const file = join(folder, `rows-${length}.jsonl`);
  const answer = Array.from({ length: length - templateTokens }, () => "the").join(" ");
  const messages = [
    { role: "user", content: "Count" },
    { role: "assistant", content: answer },
  ];
  writeFileSync(file, `${JSON.stringify({ messages })}\n`.repeat(64));
  return file;
}

/** The command that the stage `distill` would run, with its settings beside it. */
function commandOf(entry: MemoryCase): { argv: string[]; env: NodeJS.ProcessEnv; directory: string } {
  const rows = writeRows(entry.length);
  const recipe = recipeSchema.parse(memoryRecipe(entry, models, rows));
  const directory = join(folder, entry.name);
  mkdirSync(directory, { recursive: true });
  const resolve = (reference: string) => reference;
  const bin = join(paths.engine, "venv", "bin");
  const executables = { swift: join(bin, "swift"), python: join(bin, "python"), evalscope: join(bin, "evalscope") };
  const argv = trainArgv({ recipe, directory, executables, inputs: {}, resolve, resumeFrom: null }, [rows]);
  const settings = lossSettings(recipe, []);
  writeFileSync(join(directory, lossSettingsFile), JSON.stringify(settings));
  const own = settings === null ? {} : { STILLROOM_DISTILLATION: join(directory, lossSettingsFile) };
  return { argv, env: { ...process.env, ...envFor({ recipe, resolve }), ...own }, directory };
}

/** Resident bytes of a process and all below it, by pid; pages that processes share count once for each. */
function readTree(root: number): Map<number, number> {
  const table = new Map<number, { parent: number; bytes: number }>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const fields = statFields(Number(entry));
    if (fields) table.set(Number(entry), { parent: Number(fields[1]), bytes: Number(fields[21]) * pageBytes });
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isBelow(table.get(pid)?.parent));
  return new Map([...table].filter(([pid]) => isBelow(pid)).map(([pid, { bytes }]) => [pid, bytes]));
}

function statFields(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

async function measure(entry: MemoryCase): Promise<void> {
  const { argv, env, directory } = commandOf(entry);
  const [command = "", ...args] = argv;
  const log = openSync(join(folder, `${entry.name}.log`), "w");
  const startedAt = Date.now();
  const child = spawn(command, args, { cwd: directory, env, stdio: ["ignore", log, log] });
  const peak: { bytes: number; processes: number[] } = { bytes: 0, processes: [] };
  const timer = setInterval(() => {
    const sizes = [...readTree(child.pid ?? -1).values()];
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > peak.bytes) Object.assign(peak, { bytes, processes: sizes });
  }, sampleMs);
  const exitCode = await new Promise<number | null>((done) => child.on("close", done));
  clearInterval(timer);
  rmSync(directory, { recursive: true, force: true });
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  const result = { ...entry, exitCode, seconds, peakBytes: peak.bytes, processes: peak.processes };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

for (const entry of memoryCases) {
  if (wanted.length === 0 || wanted.some((part) => entry.name.includes(part))) await measure(entry);
}
