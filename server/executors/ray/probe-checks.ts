import { z } from "zod";
import type { ConnectionCheck } from "../../contract/executor";
import type { RaySettings } from "../../contract/executors/ray";
import { type Message, message } from "../../contract/message";
import { failed, ok } from "../connection-checks";

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
  const fail = (said: Message, suggestion: Message) => failed("python", said, suggestion);
  for (const { ip, found, words } of probes) {
    if (found === null)
      return fail(
        message("connections.python-not-starting", { python, node: ip, words }),
        message("connections.python-not-starting-next"),
      );
    // Where results are pushed the wrapper is brought along.
    if (!found.wrapper && settings.results === "shared-folder")
      return fail(
        message("connections.wrapper-unseen", { node: ip, path: wrapperPath }),
        message("connections.wrapper-unseen-next"),
      );
    if (found.swift === null)
      return fail(message("connections.no-swift", { python, node: ip }), message("connections.no-swift-next"));
  }
  const several = (names: (string | null | undefined)[]) => [...new Set(names.map((name) => name ?? "?"))].join(", ");
  const versions = {
    python: several(probes.map(({ found }) => found?.python)),
    swift: several(probes.map(({ found }) => found?.swift)),
  };
  return ok("python", message("connections.python-versions", versions));
}

/** Whether what an attempt writes on every node that was looked at comes back to this host. */
function judgeResults(probes: Probe[], { settings, runsFolder }: ConnectionOptions): ConnectionCheck {
  const bad = probes.find(({ found, isSeen }) =>
    settings.results === "push" ? found?.push !== null : found?.write !== null || !isSeen,
  );
  if (bad === undefined) {
    const reached = message("connections.nodes-reach", { url: settings.pushUrl ?? "" });
    const written = message("connections.nodes-write", { folder: runsFolder });
    return ok("results", settings.results === "push" ? reached : written);
  }
  if (settings.results === "push")
    return failed(
      "results",
      message("connections.node-not-reaching", {
        node: bad.ip,
        url: settings.pushUrl ?? "",
        words: bad.found?.push ?? "",
      }),
      message("connections.node-not-reaching-next"),
    );
  const why = bad.found?.write ?? message("connections.write-unseen");
  return failed(
    "results",
    message("connections.not-shared", { node: bad.ip, folder: runsFolder, why }),
    message("connections.not-shared-next"),
  );
}
