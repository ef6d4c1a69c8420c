import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

type ChildTask = {
  /** Program and arguments; no shell reads them. */
  argv: readonly string[];
  env: NodeJS.ProcessEnv;
  /** What it reads from standard input. */
  input: string;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
};

/** How a child ended: `timed-out` and `cancelled` ones were killed with everything that they had started. */
export type ChildEnd = {
  end: "exited" | "timed-out" | "cancelled" | "too-much" | "not-started";
  exitCode: number | null;
  stdout: string;
  /** The last part of it. */
  stderr: string;
};

const mostOutBytes = 16 * 2 ** 20;
const keptErrorCharacters = 20_000;

/** Runs a short program in a process group of its own and takes what it prints; ends the whole group when it takes too long, prints too much, or nobody waits any more. */
export async function runChild({ argv, env, input, timeoutMs, signal }: ChildTask): Promise<ChildEnd> {
  const [program = "", ...args] = argv;
  const said = { out: [] as Buffer[], bytes: 0, error: "" };
  const ended: { as: ChildEnd["end"] } = { as: "exited" };
  const answer = (exitCode: number | null): ChildEnd => ({
    end: ended.as,
    exitCode,
    stdout: Buffer.concat(said.out).toString("utf8"),
    stderr: said.error,
  });
  if (signal?.aborted) {
    ended.as = "cancelled";
    return answer(null);
  }
  const child = spawn(program, args, { env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  const stop = (as: ChildEnd["end"]) => {
    ended.as = as;
    killGroup(child);
  };
  const onAbort = () => stop("cancelled");
  signal?.addEventListener("abort", onAbort, { once: true });
  const timer = setTimeout(() => stop("timed-out"), timeoutMs);
  child.stdout.on("data", (chunk: Buffer) => {
    said.bytes += chunk.length;
    if (said.bytes > mostOutBytes) stop("too-much");
    else said.out.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said.error = (said.error + chunk.toString("utf8")).slice(-keptErrorCharacters);
  });
  // A child that ends before it has read everything is no fault of this process.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  try {
    const [exitCode] = await once(child, "close");
    return answer(typeof exitCode === "number" ? exitCode : null);
  } catch (error) {
    ended.as = "not-started";
    said.error = error instanceof Error ? error.message : String(error);
    return answer(null);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
    // What it started and left behind ends with it.
    killGroup(child);
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group is gone.
  }
}
