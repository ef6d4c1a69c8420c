import { z } from "zod";
import type { ConnectionCheck } from "../../contract/executor";
import type { RaySettings } from "../../contract/executors/ray";
import { ok } from "../connection-checks";

export type ConnectionOptions = {
  settings: RaySettings;
  python: string;
  wrapperPath: string;
  runsFolder: string;
  hasToken: boolean;
};

/** What the probe's program prints. */
export const foundSchema = z.object({
  python: z.string(),
  wrapper: z.boolean(),
  swift: z.string().nullable(),
  write: z.string().nullable(),
  push: z.string().nullable(),
});

/** What a job on a node found; `words` of Ray where it could not even start. `isSeen`: its file in the attempts' folder is there on this host. */
export type Probe = { ip: string; found: z.infer<typeof foundSchema> | null; words: string; isSeen: boolean };

/** The checks `python` and `results` from what the jobs found. */
export function judgeProbes(probes: Probe[], options: ConnectionOptions): ConnectionCheck[] {
  const start = judgeStart(probes, options);
  return start.state === "failed" ? [start] : [start, judgeResults(probes, options)];
}

/** Whether the engine's Python and the attempt wrapper are there on every node that was looked at. */
function judgeStart(probes: Probe[], { settings, python, wrapperPath }: ConnectionOptions): ConnectionCheck {
  const fail = (message: string, suggestion: string): ConnectionCheck => ({
    name: "python",
    state: "failed",
    message,
    suggestion,
  });
  for (const { ip, found, words } of probes) {
    if (found === null)
      return fail(
        `${python} does not start on node ${ip}: ${words}`,
        "Install the engine there under the same path, or give the path of its Python on the nodes in Settings",
      );
    // Where results are pushed the wrapper is brought along.
    if (!found.wrapper && settings.results === "shared-folder")
      return fail(
        `Node ${ip} does not see ${wrapperPath}`,
        "Make Stillroom's folder visible on the nodes under the same path",
      );
    if (found.swift === null)
      return fail(
        `${python} on node ${ip} has no ms-swift`,
        "Install the engine there, or give the path of the Python that has it in Settings",
      );
  }
  const versions = [...new Set(probes.map(({ found }) => `Python ${found?.python} with ms-swift ${found?.swift}`))];
  return ok("python", versions.join(", "));
}

/** Whether what an attempt writes on every node that was looked at comes back to this host. */
function judgeResults(probes: Probe[], { settings, runsFolder }: ConnectionOptions): ConnectionCheck {
  const bad = probes.find(({ found, isSeen }) =>
    settings.results === "push" ? found?.push !== null : found?.write !== null || !isSeen,
  );
  if (bad === undefined) {
    const message =
      settings.results === "push" ? `The nodes reach ${settings.pushUrl}` : `The nodes write into ${runsFolder}`;
    return ok("results", message);
  }
  if (settings.results === "push")
    return {
      name: "results",
      state: "failed",
      message: `Node ${bad.ip} does not reach ${settings.pushUrl}: ${bad.found?.push}`,
      suggestion:
        "Give the dashboard's address as the nodes reach it, and start it with --host so that it listens there",
    };
  const why = bad.found?.write ?? "what it writes there is not seen here";
  return {
    name: "results",
    state: "failed",
    message: `Node ${bad.ip} does not share ${runsFolder}: ${why}`,
    suggestion:
      "Put STILLROOM_HOME on a folder that the nodes see under the same path, or let results come back by push",
  };
}
