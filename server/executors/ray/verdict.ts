import { z } from "zod";
import type { EngineVerdict } from "../attempt/cluster-state";
import { lastWordsOf } from "./answer";

/** What Ray tells of a job, as far as it is used. */
export const rayJobSchema = z.object({
  status: z.enum(["PENDING", "RUNNING", "STOPPED", "SUCCEEDED", "FAILED"]),
  entrypoint: z.string().nullish(),
  message: z.string().nullish(),
  error_type: z.string().nullish(),
  driver_exit_code: z.number().int().nullish(),
});
export type RayJob = z.infer<typeof rayJobSchema>;

// Exit codes of shell, `env` and wrapper when the attempt could not even begin.
const startFailures: Record<number, string> = {
  1: "The attempt's folder cannot be entered on the node",
  2: "The attempt wrapper is not there, or the attempt's folder cannot be entered, on the node",
  4: "The attempt's folder cannot be used on the node",
  126: "Python cannot be executed on the node",
  127: "Python is not there on the node",
};

// The wrapper always leaves a last word, whatever became of the command.
const unseen = "The attempt ended on its node, but nothing that it wrote is seen here; test the connection in Settings";

/** What a job's record says of its attempt; how the attempt itself ended stands in its folder, if it could write there. */
export function verdictOf(job: RayJob): EngineVerdict {
  const message = job.message ?? "";
  if (job.status === "PENDING")
    return {
      kind: "pending",
      note: /waiting for resources/.test(message)
        ? "Ray is looking for a node with the resources that are asked for"
        : lastWordsOf(message),
    };
  if (job.status === "RUNNING") return { kind: "running" };
  // By somebody's wish, so that it is not to go on by itself.
  if (job.status === "STOPPED") return ended({ signal: "SIGTERM", message: "The job was stopped in Ray" });
  const exitCode = job.driver_exit_code ?? null;
  if (job.status === "SUCCEEDED") return ended({ message: unseen, hint: "start-failed" });
  if (exitCode === null && /killed due to (the node running low on memory|memory pressure)/.test(message))
    return ended({ signal: "SIGKILL", oomKill: true, message: "Ray ended the job because its node ran low on memory" });
  if (exitCode === null) return { kind: "gone", cause: causeOf(job.error_type ?? null, message) };
  if (exitCode < 0 || exitCode >= 128) return { kind: "gone", cause: null };
  const failure = startFailures[exitCode];
  const words = lastWordsOf(message, job.entrypoint ?? "");
  if (failure === undefined) return ended({ exitCode, message: words });
  return ended({ exitCode, message: `${failure}: ${words}`, hint: "start-failed" });
}

function ended(facts: Partial<Extract<EngineVerdict, { kind: "ended" }>>): EngineVerdict {
  return { exitCode: null, signal: null, oomKill: false, message: null, ...facts, kind: "ended" };
}

const causes: Record<string, string> = {
  JOB_SUPERVISOR_ACTOR_START_TIMEOUT: "it waited in Ray longer than Ray allows",
  JOB_SUPERVISOR_ACTOR_UNSCHEDULABLE: "Ray could not place it on a node",
  JOB_SUPERVISOR_ACTOR_DIED: "Ray lost the node or its process there",
};

function causeOf(errorType: string | null, message: string): string {
  return causes[errorType ?? ""] ?? `Ray gave the job up (${lastWordsOf(message)})`;
}
