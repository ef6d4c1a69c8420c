import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Hub } from "../../contract/exports";
import { runChild } from "../../platform/child/run-child";
import { projectFolder } from "../../platform/paths";
import { engineEnv } from "../ms-swift/flags";

const script = join(projectFolder(), "server", "engines", "hub", "download.py");
const lookTimeoutMs = 30_000;

/** What the hubs' libraries need of this process; no code of a model runs in them. */
const passedOn = [
  ...["HF_TOKEN", "HF_TOKEN_PATH", "MODELSCOPE_API_TOKEN", "MODELSCOPE_ENDPOINT", "MODELSCOPE_DOMAIN"],
  ...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"],
];
/** What an attempt is given anyway. */
const ofAttempts = [
  ...["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"],
  ...["HF_HOME", "HF_HUB_CACHE", "HF_ENDPOINT", "HF_HUB_OFFLINE", "MODELSCOPE_CACHE"],
];

const failureSchema = z.object({
  reason: z.enum(["no-network", "offline", "gated", "not-found", "no-room", "no-weights", "other"]),
  /** What the library said. */
  words: z.string(),
  neededBytes: z.number().optional(),
  freeBytes: z.number().optional(),
});
export type HubFailure = z.infer<typeof failureSchema>;

/** How a download ended, by its own word. */
export const hubEndingSchema = z.union([
  z.object({ path: z.string().min(1) }).transform(({ path }) => ({ path, failure: null })),
  z.object({ failure: failureSchema }).transform(({ failure }) => ({ path: null, failure })),
]);

const answerSchema = z.union([
  z.object({ sizeBytes: z.number() }).transform(({ sizeBytes }) => ({ sizeBytes, failure: null })),
  z.object({ failure: failureSchema }).transform(({ failure }) => ({ sizeBytes: null, failure })),
]);
type HubAnswer = z.infer<typeof answerSchema>;

/** Asks a hub what a download of a model would take, by the hub's own library in the engine; null without an engine. */
export async function askHub(python: string, hub: Hub, model: string, signal?: AbortSignal): Promise<HubAnswer | null> {
  if (!existsSync(python)) return null;
  const { stdout, stderr, end } = await runChild({
    argv: [python, script, "look", hub, model],
    env: { NODE_ENV: process.env.NODE_ENV, ...variables(ofAttempts), ...downloadEnv() },
    input: "",
    timeoutMs: lookTimeoutMs,
    signal,
  });
  const answer = answerSchema.safeParse(jsonOf(stdout.trim().split("\n").at(-1) ?? ""));
  if (answer.success) return answer.data;
  const words = stderr.trim().split("\n").at(-1) ?? "";
  return { sizeBytes: null, failure: { reason: end === "timed-out" ? "no-network" : "other", words: words || end } };
}

/** The command that downloads a model into the hub's cache. */
export function downloadArgv(python: string, hub: Hub, model: string): string[] {
  return [python, script, "get", hub, model];
}

/** What it is given beside what every attempt is. */
export function downloadEnv(): Record<string, string> {
  return {
    ...engineEnv(false),
    ...variables(passedOn),
    HF_HUB_DISABLE_PROGRESS_BARS: "1",
    HF_HUB_DISABLE_TELEMETRY: "1",
  };
}

function variables(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
