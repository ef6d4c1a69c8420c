import { expect, it } from "vitest";
import { type RayJob, verdictOf } from "../../../../server/executors/ray/verdict";
import { saying } from "../../../helpers/saying";

const failed = { status: "FAILED" as const };
const ended = { kind: "ended", exitCode: null, signal: null, oomKill: false };
const lowMemory =
  "Unexpected error occurred: 1 worker(s) were killed due to the node running low on memory. Memory on the node was 3.59GB used / 23.54GB limit";
const logs = "Job entrypoint command failed with exit code 127, last available logs (truncated to 20,000 chars):\n";

it.each<[string, RayJob, object]>([
  [
    "a job that waits for resources",
    {
      status: "PENDING",
      message: "Job has not started yet. It may be waiting for resources (CPUs, GPUs) to become available.",
    },
    { kind: "pending", note: saying("Ray is looking for a node with the resources that are asked for") },
  ],
  [
    "a job whose environment is made",
    {
      status: "PENDING",
      message: "Job has not started yet. It may be waiting for the runtime environment to be set up.",
    },
    { kind: "pending", note: saying("runtime environment") },
  ],
  ["a running job", { status: "RUNNING", message: "Job is currently running." }, { kind: "running" }],
  ["a job that somebody stopped", { status: "STOPPED" }, { ...ended, signal: "SIGTERM" }],
  [
    "a wrapper that ended well and left no word here",
    { status: "SUCCEEDED", driver_exit_code: 0 },
    { ...ended, hint: "start-failed", message: saying("nothing that it wrote is seen here") },
  ],
  ["a killed wrapper", { ...failed, driver_exit_code: -9 }, { kind: "gone", cause: null }],
  ["a wrapper killed below a shell", { ...failed, driver_exit_code: 137 }, { kind: "gone", cause: null }],
  [
    "a Python that is not there",
    { ...failed, driver_exit_code: 127, message: `${logs}env: '/stillroom/python': No such file or directory` },
    {
      ...ended,
      exitCode: 127,
      hint: "start-failed",
      message: saying("Python is not there on the node: env: '/stillroom/python': No such file or directory"),
    },
  ],
  [
    "a command that Ray echoes late",
    {
      ...failed,
      driver_exit_code: 2,
      entrypoint: "exec python -c 'print(1)\nprint(2)'",
      message: `${logs}sh: 1: cd: can't cd to /runs/a1\nRunning entrypoint for job s1.a1: exec python -c 'print(1)\nprint(2)'`,
    },
    { ...ended, exitCode: 2, message: saying(/: sh: 1: cd: can't cd to \/runs\/a1$/) },
  ],
  [
    "a folder that cannot be used",
    { ...failed, driver_exit_code: 4, message: "The attempt's folder cannot be used: read-only" },
    { ...ended, exitCode: 4, hint: "start-failed" },
  ],
  [
    "a second start of a taken attempt",
    { ...failed, driver_exit_code: 3, message: "This attempt was started before: /runs/a1" },
    { ...ended, exitCode: 3, message: saying("This attempt was started before: /runs/a1") },
  ],
  [
    "a node that ran low on memory",
    { ...failed, message: lowMemory, error_type: "JOB_SUPERVISOR_ACTOR_UNKNOWN_FAILURE" },
    { ...ended, signal: "SIGKILL", oomKill: true },
  ],
  [
    "a lost node, whose message only muses about memory",
    {
      ...failed,
      error_type: "JOB_SUPERVISOR_ACTOR_DIED",
      message: "Job supervisor actor died: the process was killed by the OOM killer due to high memory usage, or …",
    },
    { kind: "gone", cause: saying("Ray lost the node or its process there") },
  ],
  [
    "a job that waited too long",
    { ...failed, error_type: "JOB_SUPERVISOR_ACTOR_START_TIMEOUT", message: "Job supervisor actor failed to start" },
    { kind: "gone", cause: saying("it waited in Ray longer than Ray allows") },
  ],
  [
    "a failure without a kind, as older versions tell it",
    { ...failed, message: "Traceback:\n  File\nValueError: no such node" },
    { kind: "gone", cause: saying("Ray gave the job up (ValueError: no such node)") },
  ],
])("understands %s", (_name, job, verdict) => {
  expect(verdictOf(job)).toMatchObject(verdict);
});
