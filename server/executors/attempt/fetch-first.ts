import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AttemptJob } from "../executor";

type Command = { argv: string[]; env: Record<string, string> };

/**
 * The command of a job as a node runs it that shares no folder with this host: a first step, carried in the command itself, brings
 * wrapper, plan and inputs onto the node. Elsewhere the command as it is. The token in the environment is good for this
 * attempt alone; who can read it from the cluster could run code there as well.
 */
export function fetchFirst(
  command: string[],
  { directory, env, push }: Pick<AttemptJob, "directory" | "env" | "push">,
  { python, wrapperPath }: { python: string; wrapperPath: string },
): Command {
  if (push === null) return { argv: command, env };
  const code = readFileSync(join(dirname(wrapperPath), "fetch.py"), "utf8");
  return {
    argv: [python, "-c", code, directory, "--", ...command],
    env: { ...env, STILLROOM_PUSH_URL: push.url, STILLROOM_PUSH_TOKEN: push.token },
  };
}
