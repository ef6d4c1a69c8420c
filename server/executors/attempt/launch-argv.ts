import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AttemptJob } from "../executor";

type Wrapped = { argv: string[]; env: Record<string, string> };

/** The command that runs a job under the attempt wrapper, with its environment. Where no folder is shared a first step, carried in the command itself, brings wrapper, plan and inputs onto the node. */
export function wrapJob(
  { directory, argv, env, push }: Pick<AttemptJob, "directory" | "argv" | "env" | "push">,
  { python, wrapperPath }: { python: string; wrapperPath: string },
): Wrapped {
  const wrapped = [python, wrapperPath, directory, "--", ...argv];
  if (push === null) return { argv: wrapped, env };
  const code = readFileSync(join(dirname(wrapperPath), "fetch.py"), "utf8");
  return {
    argv: [python, "-c", code, directory, "--", ...wrapped],
    env: { ...env, STILLROOM_PUSH_URL: push.url, STILLROOM_PUSH_TOKEN: push.token },
  };
}
