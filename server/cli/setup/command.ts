import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { tieGroup } from "./tied-group";

export type CommandResult = { code: number | null; output: string };

type CommandOptions = {
  cwd?: string;
  env?: Record<string, string>;
  onLine?: (line: string) => void;
  /** Ends the command and all that it started after this time; the result then has a null code. */
  timeoutMs?: number;
};

const keptOutputChars = 20_000;

/** Runs a program without a shell, in a process group that ends with this process, and returns its exit code with the end of what it wrote; a missing program gives code 127. */
export function runCommand(program: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const group = tieGroup(child);
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(() => group.end(), options.timeoutMs);
    let output = "";
    const take = (line: string) => {
      output = `${output}${line}\n`.slice(-keptOutputChars);
      options.onLine?.(line);
    };
    const finish = (result: CommandResult) => {
      clearTimeout(timer);
      if (group.release()) resolve(result);
    };
    for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on("line", take);
    child.on("error", (error: NodeJS.ErrnoException) => {
      finish({ code: error.code === "ENOENT" ? 127 : 126, output: `${output}${error.message}` });
    });
    child.on("close", (code) => finish({ code, output }));
  });
}
