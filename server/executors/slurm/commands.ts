import { execFile } from "node:child_process";
import { join } from "node:path";
import { type Message, message, verbatim } from "../../contract/message";

/** Why a command of Slurm failed; `refused` means that Slurm answered and said no. */
export type CommandFailure = "missing" | "timeout" | "unreachable" | "unauthorised" | "refused";

export type CommandResult = { stdout: string; errorText: string; failure: CommandFailure | null };

export type SlurmProgram = "sbatch" | "squeue" | "scontrol" | "scancel" | "sacct";

/** Runs one of Slurm's programs; `input` goes to its standard input. Never throws. */
export type RunSlurm = (program: SlurmProgram, args: string[], input?: string) => Promise<CommandResult>;

// A controller that is down is given up by the programs after 9 s.
const timeoutsMs = { sbatch: 30_000, squeue: 12_000, scontrol: 12_000, scancel: 12_000, sacct: 12_000 };

// What the programs need, and no more: sbatch hands its environment on to the job.
const passedOn = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LD_LIBRARY_PATH", "SLURM_CONF", "SLURM_CLUSTERS"];

/** The programs in `binFolder`, or on PATH when null; each has a timeout and times are told in UTC. */
export function slurmPrograms(binFolder: string | null, env: NodeJS.ProcessEnv = process.env): RunSlurm {
  return (program, args, input) =>
    new Promise((resolve) => {
      const file = binFolder === null ? program : join(binFolder, program);
      const options = { timeout: timeoutsMs[program], maxBuffer: 64 * 2 ** 20, env: commandEnvironment(env, program) };
      const child = execFile(file, args, options, (error, stdout, stderr) => {
        const errorText = stderr.trim();
        if (error === null) resolve({ stdout, errorText, failure: null });
        else if (error.code === "ENOENT" || error.code === "EACCES")
          resolve({ stdout, errorText: file, failure: "missing" });
        else resolve({ stdout, errorText, failure: failureOf(`${stdout}\n${stderr}`, error.killed === true) });
      });
      // A program that ends before it has read all of its input is judged by its exit.
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(input ?? "");
    });
}

function commandEnvironment(env: NodeJS.ProcessEnv, program: SlurmProgram): NodeJS.ProcessEnv {
  const kept = passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]]));
  const told = Object.fromEntries(kept);
  return program === "sbatch" ? told : { ...told, TZ: "UTC", SLURM_TIME_FORMAT: "standard", LC_ALL: "C" };
}

const unauthorised = /munge|authentication|auth_g_|invalid.*credential|zero bytes were transmitted/i;
const unreachable =
  /unable to contact|connect(ion)? fail|timed out|configuration source|standby|unable to process configuration|connection refused|unexpected message received|controller not responding|is DOWN/i;

/** Why a command failed, by what it printed up to its end, or until it was given up. Pure. */
export function failureOf(text: string, isGivenUp: boolean): CommandFailure {
  if (unauthorised.test(text)) return "unauthorised";
  if (isGivenUp) return "timeout";
  return unreachable.test(text) ? "unreachable" : "refused";
}

/** What a failed command said, in one line without the name of the program. */
export function wordsOf({ errorText, failure }: CommandResult): Message {
  const lines = errorText.split("\n").map((line) => line.replace(/^[a-z]+: (error|fatal): /, "").trim());
  const said = lines.filter((line) => line !== "" && !/^If munged is up/.test(line));
  const last = said.slice(-2).join("; ").slice(-400);
  if (failure === "timeout")
    return last === "" ? message("jobs.no-answer-in-time") : message("jobs.no-answer-in-time-with", { words: last });
  if (failure === "missing") return message("jobs.program-missing", { file: last });
  return last === "" ? message("jobs.without-a-word") : verbatim(last);
}
