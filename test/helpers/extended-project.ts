import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const project = resolve(import.meta.dirname, "..", "..");
const bin = (name: string) => join(project, "node_modules", ".bin", name);

/** A copy of the project's sources in which a test may add files and lines, compile and run. */
export type ExtendedProject = {
  folder: string;
  /** Adds a file with the text of a fixture, in which `edit` may change something. */
  addFile: (path: string, fixture: string, edit?: (text: string) => string) => void;
  /** Adds an entry at the end of a list or record by its name, and the import that it needs. */
  addLine: (path: string, list: string, entry: string, imported?: string) => void;
  /** What the compiler finds, by file. */
  compile: () => { file: string; message: string }[];
  /** The standard output of a script in it. */
  run: (script: string, home: string) => string;
};

/** A fresh copy; packages are shared with the project. */
export function copyProject(): ExtendedProject {
  const folder = mkdtempSync(join(tmpdir(), "stillroom-extended-"));
  for (const name of ["server", "components", "db", "package.json"])
    cpSync(join(project, name), join(folder, name), { recursive: true });
  symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
  const { compilerOptions } = JSON.parse(readFileSync(join(project, "tsconfig.json"), "utf8"));
  const include = ["server/**/*.ts", "db/**/*.ts", "components/**/*.ts", "components/**/*.tsx", "*.ts"];
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...compilerOptions, incremental: false }, include }),
  );
  return {
    folder,
    addFile: (path, fixture, edit = (text) => text) => {
      const text = readFileSync(join(project, "test", "fixtures", "extending", `${fixture}.txt`), "utf8");
      writeFileSync(join(folder, path), edit(text));
    },
    addLine: (path, list, entry, imported) => {
      const text = readFileSync(join(folder, path), "utf8");
      const start = text.indexOf(`const ${list}`);
      const end = start + text.slice(start).search(/^[}\]]/m);
      const added = `${text.slice(0, end)}  ${entry}\n${text.slice(end)}`;
      writeFileSync(join(folder, path), imported === undefined ? added : `${imported}\n${added}`);
    },
    compile: () => {
      const { stdout } = spawnSync(bin("tsc"), ["--noEmit", "--pretty", "false"], { cwd: folder, encoding: "utf8" });
      return [...stdout.matchAll(/^(.*)\(\d+,\d+\): error (.*(?:\n .*)*)$/gm)].map(([, file = "", message = ""]) => ({
        file,
        message,
      }));
    },
    run: (script, home) => {
      const env = { ...process.env, STILLROOM_PROJECT: folder, STILLROOM_HOME: home, HF_HUB_OFFLINE: "1" };
      const { status, stdout, stderr } = spawnSync(bin("tsx"), [script], { cwd: folder, env, encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
      return stdout;
    },
  };
}
