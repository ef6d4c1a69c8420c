import { z } from "zod";
import { type Message, type MessageCode, message, verbatim } from "../../contract/message";
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

type JobCode = Extract<
  MessageCode,
  `jobs.ray-${"folder" | "wrapper" | "folder-unusable" | "python-forbidden" | "python-missing" | "waited" | "unplaced" | "lost"}`
>;

// Exit codes of shell, `env` and wrapper when the attempt could not even begin.
const startFailures: Record<number, JobCode> = {
  1: "jobs.ray-folder",
  2: "jobs.ray-wrapper",
  4: "jobs.ray-folder-unusable",
  126: "jobs.ray-python-forbidden",
  127: "jobs.ray-python-missing",
};

// The wrapper always leaves a last word, whatever became of the command.
const unseen = message("jobs.ray-unseen");

/** What a job's record says of its attempt; how the attempt itself ended stands in its folder, if it could write there. */
export function verdictOf(job: RayJob): EngineVerdict {
  const told = job.message ?? "";
  if (job.status === "PENDING")
    return {
      kind: "pending",
      note: /waiting for resources/.test(told) ? message("jobs.ray-looking") : verbatim(lastWordsOf(told)),
    };
  if (job.status === "RUNNING") return { kind: "running" };
  // By somebody's wish, so that it is not to go on by itself.
  if (job.status === "STOPPED") return ended({ signal: "SIGTERM", message: message("jobs.ray-stopped") });
  const exitCode = job.driver_exit_code ?? null;
  if (job.status === "SUCCEEDED") return ended({ message: unseen, hint: "start-failed" });
  if (exitCode === null && /killed due to (the node running low on memory|memory pressure)/.test(told))
    return ended({ signal: "SIGKILL", oomKill: true, message: message("jobs.ray-oom") });
  if (exitCode === null) return { kind: "gone", cause: causeOf(job.error_type ?? null, told) };
  if (exitCode < 0 || exitCode >= 128) return { kind: "gone", cause: null };
  const failure = startFailures[exitCode];
  const words = lastWordsOf(told, job.entrypoint ?? "");
  if (failure === undefined) return ended({ exitCode, message: verbatim(words) });
  return ended({
    exitCode,
    message: message("exits.with-words", { message: message(failure), words }),
    hint: "start-failed",
  });
}

function ended(facts: Partial<Extract<EngineVerdict, { kind: "ended" }>>): EngineVerdict {
  return { exitCode: null, signal: null, oomKill: false, message: null, ...facts, kind: "ended" };
}

const causes: Record<string, JobCode> = {
  JOB_SUPERVISOR_ACTOR_START_TIMEOUT: "jobs.ray-waited",
  JOB_SUPERVISOR_ACTOR_UNSCHEDULABLE: "jobs.ray-unplaced",
  JOB_SUPERVISOR_ACTOR_DIED: "jobs.ray-lost",
};

function causeOf(errorType: string | null, told: string): Message {
  const known = causes[errorType ?? ""];
  return known === undefined ? message("jobs.ray-gave-up", { words: lastWordsOf(told) }) : message(known);
}
